package io.github.kashew.internal;

import io.github.kashew.CacheContext;
import io.github.kashew.Entry;
import io.github.kashew.Lookup;
import io.github.kashew.Missing;
import io.github.kashew.StreamSpec;
import io.github.kashew.ValueCommand;
import io.github.kashew.async.Stages;
import io.github.kashew.spi.WriteCondition;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Where the stream of one key is stored: a head at the key, and chunks beside it.
 *
 * @param context the scope of who runs or reads it
 */
record StreamStore<T>(Engine engine, CacheContext context, String key, StreamSpec<T> spec) {

    /**
     * What was found at a key.
     *
     * @param content the stream, or null if there is none that is whole
     * @param replaceable when a stream that is run now may be stored there; null if it may not
     */
    record Found<T>(
            @Nullable StoredContent<T> content, @Nullable WriteCondition replaceable) {}

    /** Returns new chunks for a run. */
    Chunks<T> newChunks() {
        return chunks(ThreadLocalRandom.current().nextLong());
    }

    private Chunks<T> chunks(long generation) {
        return new Chunks<>(engine, context, key, spec.type(), ListOf.of(spec.type()), generation);
    }

    long now() {
        return engine.route(key).now();
    }

    /** Looks the stream up, and whether all of its chunks are there. */
    CompletionStage<Found<T>> find() {
        CompletionStage<Lookup<long[]>> lookup =
                engine.commands(context).get(new ValueCommand.Get<>(key, StreamHead.TYPE));
        return Stages.then(lookup, this::found);
    }

    private CompletionStage<Found<T>> found(Lookup<long[]> lookup) {
        WriteCondition replaceable = lookup instanceof Missing<long[]> missing
                ? missing.storable()
                : WriteCondition.unchangedSince((Entry<long[]>) lookup);
        Entry<long[]> entry = lookup.entry();
        StreamHead head = entry == null || entry.failure() != null ? null : StreamHead.of(entry.value());
        Found<T> none = new Found<>(null, replaceable);
        if (head == null || context.isRefreshing()) {
            return Stages.done(none);
        }
        StoredContent<T> content = new StoredContent<>(head, chunks(head.generation()));
        return Stages.map(
                content.chunks().areThere(head.chunks()),
                complete -> complete ? new Found<>(content, replaceable) : none);
    }

    /** Makes a stream visible; answers whether that was done. */
    CompletionStage<Boolean> commit(StreamHead head, long expiresAt, WriteCondition condition) {
        long now = now();
        if (now >= expiresAt) {
            return Stages.done(false);
        }
        CompletionStage<Boolean> set;
        try {
            set = engine.commands(context)
                    .set(new ValueCommand.Set<>(
                            key, Entry.ofValue(head.numbers(), now, expiresAt), StreamHead.TYPE, condition));
        } catch (RuntimeException closed) {
            set = Stages.failed(closed);
        }
        return Stages.recover(engine.route(key).suppression().write(set, ignored -> {}), failure -> Stages.done(false));
    }
}
