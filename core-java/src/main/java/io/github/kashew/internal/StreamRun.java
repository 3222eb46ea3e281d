package io.github.kashew.internal;

import io.github.kashew.Condition;
import io.github.kashew.StreamSpec;
import io.github.kashew.TagGenerations;
import io.github.kashew.async.Stages;
import io.github.kashew.error.CacheException;
import io.github.kashew.key.Args;
import io.github.kashew.spi.WriteCondition;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * One run of the source of a stream: asks it for elements, stores what it brings, and makes that visible at the end.
 *
 * <p>The lock of the stream guards the fields; no foreign code runs under it.
 */
final class StreamRun<T> implements Flow.Subscriber<T> {

    private final SharedStream<T> stream;
    private final StreamStore<T> store;
    private final StreamSpec<T> spec;
    private final Args args;
    private final Chunks<T> chunks;
    private final RecordedContent<T> content;
    private final @Nullable WriteCondition storable;
    private final @Nullable TagGenerations captured;
    private final long begun;
    private final long started;

    private final Upstream upstream = new Upstream();
    private boolean decided;
    private boolean dropped;
    private boolean committed;
    private long expiresAt;
    private @Nullable Throwable failure;

    /**
     * Makes a run.
     *
     * @param stream whose lock guards the fields
     * @param args the values of the call that began it
     * @param storable when the stream may be stored; null if it may not
     * @param captured the generations of its tags
     */
    StreamRun(
            SharedStream<T> stream,
            StreamStore<T> store,
            Args args,
            @Nullable WriteCondition storable,
            @Nullable TagGenerations captured) {
        this.stream = stream;
        this.store = store;
        this.spec = store.spec();
        this.args = args;
        this.chunks = store.newChunks();
        this.content = new RecordedContent<>(spec.sizes(), chunks);
        this.storable = storable;
        this.captured = captured;
        this.begun = store.route().now();
        this.started = store.engine().clock().nanos();
        if (storable == null || captured == null && !spec.tags().isEmpty()) {
            content.passOn();
        }
    }

    RecordedContent<T> content() {
        return content;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        boolean taken;
        synchronized (stream) {
            taken = upstream.take(subscription);
        }
        if (taken) {
            stream.pull();
        } else {
            subscription.cancel();
        }
    }

    /** Asks the source for elements, as many as {@code wanted} if there is room, and once it has brought the last ones. */
    void pull(long wanted) {
        Flow.Subscription asked;
        long count;
        synchronized (stream) {
            count = Math.min(wanted, content.room());
            asked = upstream.ask(count);
        }
        if (asked != null) {
            asked.request(count);
        }
    }

    @Override
    public void onNext(T element) {
        Objects.requireNonNull(element, "element");
        long weight;
        boolean refused;
        try {
            weight = spec.sizes().weigher().applyAsLong(element);
            refused = !spec.storing().elements().test(element);
        } catch (RuntimeException thrown) {
            thrown.addSuppressed(
                    new CacheException("the weigher of a cached stream, or its condition on elements, threw"));
            stream.end(thrown, false);
            return;
        }
        RecordedContent.Closed<T> full;
        synchronized (stream) {
            if (!upstream.brings()) {
                return;
            }
            if (refused) {
                content.passOn();
            }
            full = content.add(element, weight);
        }
        if (full != null) {
            write(full);
        }
        stream.wake();
        stream.pull();
    }

    private void write(RecordedContent.Closed<T> full) {
        CompletionStage<Boolean> written;
        try {
            written = chunks.write(full.index(), full.elements(), store.chunksExpireAt(begun));
        } catch (RuntimeException closed) {
            written = Stages.done(false);
        }
        Stages.settle(written, (stored, trouble) -> {
            afterWrite(full, trouble == null && Boolean.TRUE.equals(stored));
            return Stages.nothing();
        });
    }

    private void afterWrite(RecordedContent.Closed<T> chunk, boolean stored) {
        boolean late;
        boolean last;
        synchronized (stream) {
            content.written(chunk, stored);
            late = dropped;
            last = decided && !upstream.isClosed() && !content.isWriting();
        }
        if (late) {
            chunks.delete(chunk.index(), chunk.index() + 1);
        } else if (last) {
            commit();
        } else {
            stream.pull();
        }
    }

    @Override
    public void onComplete() {
        if (isLast()) {
            finish(null);
        }
    }

    @Override
    public void onError(Throwable thrown) {
        Objects.requireNonNull(thrown, "thrown");
        if (!isLast()) {
            return;
        }
        boolean coverable = spec.life().failover() != null && Condition.isAskedAbout(thrown);
        if (coverable && end(thrown).elements() == 0) {
            stream.cover(() -> finish(thrown));
        } else {
            finish(thrown);
        }
    }

    /** Tells, once, that the source brings nothing more. */
    private boolean isLast() {
        synchronized (stream) {
            return upstream.ends();
        }
    }

    private StreamEnd end(@Nullable Throwable thrown) {
        LoadNode node = stream.node();
        node.begun(CompletableFuture.completedFuture(true));
        synchronized (stream) {
            return new StreamEnd(content.received(), thrown, node.isReusing());
        }
    }

    /** Decides whether the stream is stored, and stores the rest of it. */
    private void finish(@Nullable Throwable thrown) {
        Duration time = Duration.ofNanos(store.engine().clock().nanos() - started);
        long until;
        try {
            until = end(thrown).foundUntil(store, args, begun, time);
        } catch (RuntimeException refusing) {
            refusing.addSuppressed(new CacheException("the condition or ttl of a cached stream threw"));
            stream.end(refusing, false);
            return;
        }
        if (thrown != null && until == StreamEnd.NOT_STORED) {
            stream.end(thrown, false);
            return;
        }
        RecordedContent.Closed<T> rest;
        boolean written;
        synchronized (stream) {
            failure = thrown;
            expiresAt = until;
            if (until == StreamEnd.NOT_STORED) {
                content.passOn();
            }
            rest = content.closeLast();
            decided = true;
            written = !content.isWriting();
        }
        if (rest != null) {
            write(rest);
        } else if (written) {
            commit();
        }
    }

    /** Makes the stream visible, unless its key was changed meanwhile or a part of it could not be stored. */
    private void commit() {
        WriteCondition condition;
        StreamHead head;
        Throwable last;
        synchronized (stream) {
            condition = content.isStoring() ? storable : null;
            last = failure;
            head = new StreamHead(chunks.generation(), content.chunkCount(), content.received(), last != null);
        }
        if (condition == null || !stream.mayStore()) {
            stream.end(last, false);
            return;
        }
        CompletionStage<Boolean> ending =
                last == null ? Stages.done(true) : chunks.writeFailure(last, store.chunksExpireAt(begun));
        Stages.settle(
                Stages.then(
                        ending,
                        written -> written
                                ? store.commit(head, begun, expiresAt, captured, condition)
                                : Stages.done(false)),
                (stored, trouble) -> {
                    synchronized (stream) {
                        committed = trouble == null && Boolean.TRUE.equals(stored);
                    }
                    stream.end(last, false);
                    return Stages.nothing();
                });
    }

    /** Tells whether the source may still bring something. */
    boolean isOpen() {
        synchronized (stream) {
            return upstream.isOpen();
        }
    }

    /** Takes nothing from the source any more, and makes nothing visible. */
    void close() {
        synchronized (stream) {
            upstream.close();
        }
    }

    /** As {@link #close}; and the source is cancelled unless it has completed. */
    void stop() {
        Flow.Subscription left;
        synchronized (stream) {
            left = upstream.leave();
        }
        if (left != null) {
            left.cancel();
        }
    }

    /** Deletes what was stored, unless that is visible. */
    void drop() {
        boolean unseen;
        long count;
        synchronized (stream) {
            unseen = !committed && !dropped;
            count = content.chunkCount();
            dropped = true;
        }
        if (unseen) {
            chunks.deleteAll(count);
        }
    }
}
