package io.github.kashew.internal;

import io.github.kashew.CacheContext;
import io.github.kashew.Commands;
import io.github.kashew.Entry;
import io.github.kashew.KeyCommand;
import io.github.kashew.TypeRef;
import io.github.kashew.ValueCommand;
import io.github.kashew.async.Stages;
import io.github.kashew.spi.WriteCondition;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * The chunks of one run of a stream, at internal keys beside its key.
 *
 * @param context the scope of who runs or reads it
 * @param key the key of the stream
 * @param element the type of the elements
 * @param type the type of a chunk
 * @param generation tells this run from others
 */
record Chunks<T>(
        Engine engine, CacheContext context, String key, TypeRef<T> element, TypeRef<List<T>> type, long generation) {

    /** How many chunks one step of checking or deleting is about. */
    private static final long STEP = 256;

    private String keyOf(long index) {
        return InternalKeys.of("stream-" + Long.toHexString(generation) + "-" + index, key);
    }

    private Commands commands() {
        return engine.commands(context);
    }

    /**
     * Stores a chunk; answers whether the store took it.
     *
     * <p>Nothing is there, as the generation is new. The condition says so because an unconditional write raises the epoch of
     * the slot, on which the head of the stream is stored.
     */
    CompletionStage<Boolean> write(long index, List<T> elements, long expiresAt) {
        Entry<List<T>> entry = Entry.ofValue(elements, engine.route(key).now(), expiresAt);
        return Stages.recover(
                commands().set(new ValueCommand.Set<>(keyOf(index), entry, type, WriteCondition.IF_ABSENT)),
                failure -> Stages.done(false));
    }

    /** Answers a chunk, or null if it is not there as a list of such elements. */
    CompletionStage<@Nullable List<T>> read(long index) {
        return Stages.map(commands().get(new ValueCommand.Get<>(keyOf(index), type)), lookup -> {
            Entry<List<T>> found = lookup.entry();
            return found != null && found.failure() == null && isOfElements(found.value()) ? found.value() : null;
        });
    }

    private boolean isOfElements(@Nullable List<T> chunk) {
        return chunk != null && chunk.stream().allMatch(one -> one != null && element.accepts(one));
    }

    /** Tells whether all of the first {@code count} chunks are there, the first one readable as what it is read as. */
    CompletionStage<Boolean> areThere(long count) {
        return count == 0
                ? Stages.done(true)
                : Stages.then(read(0), first -> first == null ? Stages.done(false) : areThere(1, count));
    }

    private CompletionStage<Boolean> areThere(long from, long count) {
        if (from >= count) {
            return Stages.done(true);
        }
        long to = Math.min(count, from + STEP);
        CompletionStage<List<Boolean>> found = Stages.all(LongStream.range(from, to)
                .mapToObj(index -> commands().exists(new KeyCommand.Exists(keyOf(index))))
                .toList());
        return Stages.then(found, each -> each.contains(false) ? Stages.done(false) : areThere(to, count));
    }

    /** Deletes the chunks from one number to below another. */
    void delete(long from, long to) {
        if (from >= to || engine.isClosed()) {
            return;
        }
        long end = Math.min(to, from + STEP);
        List<String> keys = LongStream.range(from, end).mapToObj(this::keyOf).toList();
        // what cannot be deleted goes when its ttl ends
        commands().deleteMany(new KeyCommand.DeleteMany(keys)).handle((count, failure) -> {
            delete(end, to);
            return count;
        });
    }
}
