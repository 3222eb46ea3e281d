package io.github.kashew.internal;

import io.github.kashew.StreamSpec;
import io.github.kashew.async.Stages;
import io.github.kashew.spi.CacheClock;
import io.github.kashew.spi.WriteCondition;
import java.util.Objects;
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
    private final Chunks<T> chunks;
    private final RecordedContent<T> content;
    private final @Nullable WriteCondition storable;
    private final long expiresAt;

    private Flow.@Nullable Subscription upstream;
    private long outstanding;
    private boolean sourceDone;
    private boolean over;
    private boolean stopped;
    private boolean dropped;
    private boolean committed;

    /**
     * Makes a run.
     *
     * @param stream whose lock guards the fields
     * @param storable when the stream may be stored; null if it may not
     */
    StreamRun(SharedStream<T> stream, StreamStore<T> store, @Nullable WriteCondition storable) {
        this.stream = stream;
        this.store = store;
        this.spec = store.spec();
        this.chunks = store.newChunks();
        this.content = new RecordedContent<>(spec, chunks);
        this.storable = storable;
        this.expiresAt = spec.ttl().deadlineAfter(store.now());
        if (storable == null) {
            content.passOn();
        }
    }

    RecordedContent<T> content() {
        return content;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        boolean refused;
        synchronized (stream) {
            refused = upstream != null || over;
            if (!refused) {
                upstream = subscription;
            }
        }
        if (refused) {
            subscription.cancel();
        } else {
            stream.pull();
        }
    }

    /** Asks the source for elements, as many as {@code wanted} if there is room, and once it has brought the last ones. */
    void pull(long wanted) {
        Flow.Subscription from;
        long count;
        synchronized (stream) {
            from = upstream;
            count = Math.min(wanted, content.room());
            if (from == null || count <= 0 || outstanding > 0 || sourceDone || over) {
                return;
            }
            outstanding = count;
        }
        from.request(count);
    }

    @Override
    public void onNext(T element) {
        Objects.requireNonNull(element, "element");
        RecordedContent.Closed<T> full;
        synchronized (stream) {
            if (sourceDone || over) {
                return;
            }
            outstanding = Math.max(outstanding - 1, 0);
            full = content.add(element);
        }
        if (full != null) {
            write(full);
        }
        stream.wake();
        stream.pull();
    }

    private void write(RecordedContent.Closed<T> full) {
        long chunkExpiresAt = CacheClock.saturatedSum(expiresAt, spec.ttl().nanos());
        CompletionStage<Boolean> written;
        try {
            written = chunks.write(full.index(), full.elements(), chunkExpiresAt);
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
            last = sourceDone && !over && !content.isWriting();
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
        RecordedContent.Closed<T> rest;
        boolean written;
        synchronized (stream) {
            if (sourceDone || over) {
                return;
            }
            sourceDone = true;
            rest = content.closeLast();
            written = !content.isWriting();
        }
        if (rest != null) {
            write(rest);
        } else if (written) {
            commit();
        }
    }

    @Override
    public void onError(Throwable thrown) {
        synchronized (stream) {
            if (sourceDone) {
                return;
            }
            sourceDone = true;
            over = true; // at once: a write that ends now must not find a source that is done
        }
        stream.end(Objects.requireNonNull(thrown, "thrown"), false);
    }

    /** Makes the stream visible, unless its key was changed meanwhile or a part of it could not be stored. */
    private void commit() {
        WriteCondition condition;
        StreamHead head;
        synchronized (stream) {
            condition = content.isStoring() ? storable : null;
            head = new StreamHead(chunks.generation(), content.chunkCount(), content.received());
        }
        if (condition == null || !stream.mayStore()) {
            stream.end(null, false);
            return;
        }
        Stages.settle(store.commit(head, expiresAt, condition), (stored, trouble) -> {
            synchronized (stream) {
                committed = trouble == null && Boolean.TRUE.equals(stored);
            }
            stream.end(null, false);
            return Stages.nothing();
        });
    }

    /** Tells whether the source may still bring something. */
    boolean isOpen() {
        synchronized (stream) {
            return !sourceDone && !over;
        }
    }

    /** Takes nothing from the source any more, and makes nothing visible. */
    void close() {
        synchronized (stream) {
            over = true;
        }
    }

    /** As {@link #close}; and the source is cancelled unless it has completed. */
    void stop() {
        Flow.Subscription left;
        synchronized (stream) {
            left = sourceDone || stopped ? null : upstream;
            over = true;
            stopped = true;
        }
        if (left != null) {
            left.cancel();
        }
    }

    /** Deletes what was stored, unless that is visible. */
    void drop() {
        long count;
        synchronized (stream) {
            count = committed || dropped ? 0 : content.chunkCount();
            dropped = true;
        }
        chunks.delete(0, count);
    }
}
