package io.github.kashew.internal;

import io.github.kashew.CacheContext;
import io.github.kashew.async.Stages;
import io.github.kashew.error.CircularLoadException;
import io.github.kashew.error.Printable;
import io.github.kashew.error.StreamInterruptedException;
import java.util.List;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * One subscriber of a stream and how far it has read.
 *
 * <p>Whoever brings news calls {@link #drain}; one thread at a time tells the subscriber, and no lock is held meanwhile.
 */
final class StreamCursor<T> implements Flow.Subscription {

    private static final System.Logger LOG = System.getLogger("io.github.kashew");

    private final String key;
    private final Flow.Subscriber<? super T> target;
    private final CacheContext.@Nullable Load outer;
    private final AtomicBoolean waits = new AtomicBoolean();
    private final AtomicLong demand = new AtomicLong();
    private final AtomicInteger news = new AtomicInteger();
    private volatile boolean over;
    private volatile @Nullable RuntimeException refusal;
    private volatile @Nullable SharedStream<T> stream;
    private volatile long position;
    private volatile StreamPlace place = StreamPlace.BEGIN;
    private volatile @Nullable Loaded<T> loaded;
    private volatile @Nullable StreamResumption<T> resumption;

    // used by the draining thread only
    private List<T> page = List.of();
    private int next;
    private boolean loading;

    /**
     * Makes a cursor at the beginning.
     *
     * @param outer the load that the subscriber is part of, or null
     */
    StreamCursor(String key, Flow.Subscriber<? super T> target, CacheContext.@Nullable Load outer) {
        this.key = key;
        this.target = target;
        this.outer = outer;
    }

    /** A chunk that was asked for, or why there is none. */
    private record Loaded<T>(
            @Nullable List<T> chunk,
            StreamPlace place,
            @Nullable Throwable failure) {}

    /** Begins to read a stream that it has joined; one that waits for the subscriber itself fails it. */
    void attach(SharedStream<T> joined) {
        if (outer instanceof LoadNode load) {
            try {
                load.waitFor(joined.node());
                waits.set(true);
            } catch (CircularLoadException circle) {
                refusal = circle;
            }
        }
        stream = joined;
        if (over) {
            joined.leave(this);
        } else {
            drain();
        }
    }

    /** Notes that the load that the subscriber is part of waits for {@code inner} no longer. */
    void waitsNoLonger(LoadNode inner) {
        if (outer instanceof LoadNode load && waits.compareAndSet(true, false)) {
            load.waitNoLonger(inner);
        }
    }

    /** Notes that the stream is answered without a run, if a load reads it. */
    void noteReuse() {
        if (outer instanceof LoadNode load) {
            load.reuses();
        }
    }

    /** Returns how many elements it has taken over. */
    long position() {
        return position;
    }

    /** Returns where that has brought it. */
    StreamPlace place() {
        return place;
    }

    long demand() {
        return demand.get();
    }

    @Override
    public void request(long count) {
        if (count <= 0) {
            refusal = new IllegalArgumentException("request must be positive (rule 3.9), was " + count);
        } else {
            demand.accumulateAndGet(count, (held, more) -> held + more < 0 ? Long.MAX_VALUE : held + more);
        }
        drain();
    }

    @Override
    public void cancel() {
        over = true;
        StreamResumption<T> rest = resumption;
        if (rest != null) {
            rest.cancel();
        }
        SharedStream<T> joined = stream;
        if (joined != null) {
            joined.leave(this);
        }
    }

    /**
     * Tells the subscriber what there is to tell, and then asks for more: a source that answers on this thread finds nobody
     * telling, so that each of its elements passes on at once.
     */
    void drain() {
        if (news.getAndIncrement() != 0) {
            return;
        }
        SharedStream<T> joined;
        int seen = 1;
        do {
            joined = stream;
            while (joined != null && !over && advance(joined)) {
                // each step says whether another one may follow
            }
            seen = news.addAndGet(-seen);
        } while (seen != 0);
        if (joined != null) {
            joined.pull();
        }
    }

    private boolean advance(SharedStream<T> from) {
        RuntimeException refused = refusal;
        StreamResumption<T> rest = resumption;
        if (refused != null) {
            if (rest != null) {
                rest.cancel();
            }
            fail(from, refused);
            return false;
        }
        if (rest != null) {
            long wanted = demand.getAndSet(0);
            if (wanted > 0) {
                rest.request(wanted);
            }
            return false;
        }
        if (next < page.size()) {
            return emit(from);
        }
        if (loading) {
            return takeLoaded(from);
        }
        StreamReading<T> reading = from.read(this);
        if (reading instanceof StreamReading.Elements<T> found) {
            turnTo(found.elements(), found.next());
        } else if (reading instanceof StreamReading.InChunk<T> stored) {
            loading = true;
            load(stored);
        } else if (reading instanceof StreamReading.Failed<T> failed) {
            fail(from, failed.failure());
        } else if (reading instanceof StreamReading.Lost<T>) {
            lose(from, null);
            return true;
        } else if (reading instanceof StreamReading.End<T>) {
            over = true;
            from.leave(this);
            target.onComplete();
        } else {
            return false;
        }
        return true;
    }

    private boolean emit(SharedStream<T> from) {
        if (demand.get() == 0) {
            return false;
        }
        demand.updateAndGet(held -> held == Long.MAX_VALUE ? held : held - 1);
        try {
            target.onNext(page.get(next++));
        } catch (RuntimeException failure) {
            over = true;
            from.leave(this);
            LOG.log(
                    System.Logger.Level.WARNING,
                    "a subscriber of a cached stream threw and is called no more",
                    failure);
        }
        return true;
    }

    private void turnTo(List<T> elements, StreamPlace behind) {
        page = elements;
        next = 0;
        place = behind;
        long reached = position;
        position = reached + elements.size();
    }

    private void load(StreamReading.InChunk<T> stored) {
        Stages.settle(stored.chunks().read(stored.place().chunk()), (chunk, failure) -> {
            loaded = new Loaded<>(chunk, stored.place(), failure);
            drain();
            return Stages.nothing();
        });
    }

    private boolean takeLoaded(SharedStream<T> from) {
        Loaded<T> arrived = loaded;
        if (arrived == null) {
            return false;
        }
        loaded = null;
        loading = false;
        List<T> chunk = arrived.chunk();
        int offset = arrived.place().offset();
        if (chunk == null || chunk.size() <= offset) {
            lose(from, arrived.failure());
            return true;
        }
        turnTo(chunk.subList(offset, chunk.size()), arrived.place().nextChunk());
        return true;
    }

    /** What was passed on is not the whole stream: goes on from its source if that brings the same again, or else fails. */
    private void lose(SharedStream<T> from, @Nullable Throwable cause) {
        StreamInterruptedException lost = new StreamInterruptedException(
                "a part of the stored stream " + Printable.text(key) + " is lost, after " + position
                        + " elements: subscribe again to run its source anew",
                cause);
        if (!from.isRepeatable()) {
            fail(from, lost);
            return;
        }
        StreamResumption<T> rest = new StreamResumption<>(target, position, lost);
        resumption = rest;
        from.leave(this);
        if (over) {
            rest.cancel();
        } else {
            from.runAgain(rest);
        }
    }

    private void fail(SharedStream<T> from, Throwable failure) {
        over = true;
        from.leave(this);
        target.onError(failure);
    }
}
