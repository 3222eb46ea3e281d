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

    /** Where the failure is that follows the elements. */
    private static final long FAILURE = -1;

    private String keyOf(long index) {
        return InternalKeys.of(
                "stream-" + Long.toHexString(generation) + (index == FAILURE ? "-failure" : "-" + index), key);
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
        return write(index, Entry.ofValue(elements, engine.route(key).now(), expiresAt));
    }

    /** Stores the failure that follows the elements; answers whether the store took it. */
    CompletionStage<Boolean> writeFailure(Throwable thrown, long expiresAt) {
        return write(FAILURE, Entry.ofFailure(thrown, engine.route(key).now(), expiresAt));
    }

    private CompletionStage<Boolean> write(long index, Entry<List<T>> entry) {
        return Stages.recover(
                commands().set(new ValueCommand.Set<>(keyOf(index), entry, type, WriteCondition.IF_ABSENT)),
                failure -> Stages.done(false));
    }

    /** Answers the failure that follows the elements, or null if it is not there. */
    CompletionStage<@Nullable Throwable> readFailure() {
        return Stages.map(commands().get(new ValueCommand.Get<>(keyOf(FAILURE), type)), lookup -> {
            Entry<List<T>> found = lookup.entry();
            return found == null ? null : found.failure();
        });
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

    /** Deletes the first {@code count} chunks, and the failure behind them if there is one. */
    void deleteAll(long count) {
        delete(FAILURE, count);
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
