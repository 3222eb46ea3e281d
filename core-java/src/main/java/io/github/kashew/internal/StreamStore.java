package io.github.kashew.internal;

import io.github.kashew.CacheContext;
import io.github.kashew.Entry;
import io.github.kashew.Lookup;
import io.github.kashew.Missing;
import io.github.kashew.StreamSpec;
import io.github.kashew.TagGenerations;
import io.github.kashew.Ttl;
import io.github.kashew.ValueCommand;
import io.github.kashew.async.Stages;
import io.github.kashew.spi.CacheClock;
import io.github.kashew.spi.WriteCondition;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Where the stream of one key is stored: a head at the key, and chunks beside it.
 *
 * @param context the scope of who runs or reads it
 */
record StreamStore<T>(Engine engine, CacheContext context, String key, StreamSpec<T> spec, PlanTags tags) {

    /**
     * What was found at a key.
     *
     * @param content the stream, or null if there is none that is whole
     * @param isStale whether it is to be run anew in the background
     * @param replaceable when a stream that is run now may be stored there; null if it may not
     */
    record Found<T>(
            @Nullable StoredContent<T> content,
            boolean isStale,
            @Nullable WriteCondition replaceable) {}

    /** Returns new chunks for a run. */
    Chunks<T> newChunks() {
        return chunks(ThreadLocalRandom.current().nextLong());
    }

    private Chunks<T> chunks(long generation) {
        return new Chunks<>(engine, context, key, spec.type(), ListOf.of(spec.type()), generation);
    }

    Route route() {
        return engine.route(key);
    }

    /** Returns when the chunks of a run that begins now may go: a replay that begins at the last moment can finish. */
    long chunksExpireAt(long begun) {
        Ttl failover = spec.life().failover();
        long found = CacheClock.saturatedSum(begun, spec.life().longest().nanos());
        long kept = failover == null ? found : CacheClock.saturatedSum(found, failover.nanos());
        return CacheClock.saturatedSum(kept, spec.life().longest().nanos());
    }

    /** Looks the stream up, and whether all of it is there. */
    CompletionStage<Found<T>> find() {
        return find(key);
    }

    /** Looks up what is kept for runs that fail. */
    CompletionStage<Found<T>> findKept() {
        return find(InternalKeys.copyOf(key));
    }

    private CompletionStage<Found<T>> find(String at) {
        return Stages.then(engine.commands(context).get(new ValueCommand.Get<>(at, StreamHead.TYPE)), this::found);
    }

    private CompletionStage<Found<T>> found(Lookup<long[]> lookup) {
        Found<T> none = new Found<>(
                null,
                false,
                lookup instanceof Missing<long[]> missing
                        ? missing.storable()
                        : WriteCondition.unchangedSince((Entry<long[]>) lookup));
        Entry<long[]> entry = lookup.entry();
        StreamHead head = entry == null || entry.failure() != null ? null : StreamHead.of(entry.value());
        if (entry == null || head == null) {
            return Stages.done(none);
        }
        Chunks<T> chunks = chunks(head.generation());
        boolean stale = spec.life().refreshAfter() != null && route().isPast().test(entry.staleAt());
        return Stages.then(
                chunks.areThere(head.chunks()),
                complete -> complete
                        ? Stages.map(
                                end(head, chunks),
                                end -> end.isThere()
                                        ? new Found<>(
                                                new StoredContent<>(head, chunks, end.failure()),
                                                stale,
                                                none.replaceable)
                                        : none)
                        : Stages.done(none));
    }

    /** How a stored stream ends, as far as that is there. */
    private record End(boolean isThere, @Nullable Throwable failure) {}

    private CompletionStage<End> end(StreamHead head, Chunks<T> chunks) {
        return head.failed()
                ? Stages.map(chunks.readFailure(), failure -> new End(failure != null, failure))
                : Stages.done(new End(true, null));
    }

    /**
     * Makes a stream visible; answers whether that was done.
     *
     * @param begun when its run began
     * @param expiresAt until when it is found
     * @param captured the generations of its tags before its run; null if there are none, or they could not be read
     */
    CompletionStage<Boolean> commit(
            StreamHead head, long begun, long expiresAt, @Nullable TagGenerations captured, WriteCondition condition) {
        long now = route().now();
        if (now >= expiresAt) {
            return Stages.done(false);
        }
        Ttl refreshAfter = spec.life().refreshAfter();
        Entry<long[]> entry = Entry.ofValue(head.numbers(), now, expiresAt);
        Entry<long[]> staling =
                refreshAfter == null ? entry : entry.staleAt(Math.min(refreshAfter.deadlineAfter(begun), expiresAt));
        return Stages.then(
                set(key, staling, captured, condition),
                stored -> stored ? Stages.map(keep(head, expiresAt, captured), kept -> true) : Stages.done(false));
    }

    /** Keeps the stream for runs that fail; that this does not succeed is no trouble of the stream. */
    private CompletionStage<Boolean> keep(StreamHead head, long expiresAt, @Nullable TagGenerations captured) {
        Ttl failover = spec.life().failover();
        return failover == null
                ? Stages.done(false)
                : set(
                        InternalKeys.copyOf(key),
                        Entry.ofValue(
                                head.numbers(), route().now(), CacheClock.saturatedSum(expiresAt, failover.nanos())),
                        captured,
                        WriteCondition.ALWAYS);
    }

    private CompletionStage<Boolean> set(
            String at, Entry<long[]> entry, @Nullable TagGenerations captured, WriteCondition condition) {
        CompletionStage<Boolean> set;
        try {
            set = Stages.then(
                    tagged(entry, captured),
                    tagged -> tagged == null
                            ? Stages.done(false)
                            : engine.commands(context)
                                    .set(new ValueCommand.Set<>(at, tagged, StreamHead.TYPE, condition)));
        } catch (RuntimeException closed) {
            set = Stages.failed(closed);
        }
        return Stages.recover(route().suppression().write(set, ignored -> {}), failure -> Stages.done(false));
    }

    private CompletionStage<@Nullable Entry<long[]>> tagged(Entry<long[]> entry, @Nullable TagGenerations captured) {
        return tags.isEmpty()
                ? Stages.done(entry)
                : tags.tagged(engine.commands(context), key, entry, captured, route().now());
    }
}
