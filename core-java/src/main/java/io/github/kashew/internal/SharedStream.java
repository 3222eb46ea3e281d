package io.github.kashew.internal;

import io.github.kashew.PlanSpec.LastLeave;
import io.github.kashew.async.Stages;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One stream of one key while it is opened, run, or replayed, and those who read it, each at its own pace.
 *
 * <p>The lock guards the fields; no foreign code runs under it.
 */
final class SharedStream<T> {

    private final SharedStreams streams;
    private final SharedStreams.Id id;
    private final StreamStore<T> store;
    private final StreamSource<T> source;
    private final StreamOpening<T> opening;
    private final LoadNode node;

    private final Set<StreamCursor<T>> readers = new LinkedHashSet<>();
    private final Set<StreamCursor<T>> waiting = new LinkedHashSet<>();
    private @Nullable StreamContent<T> content;
    private @Nullable StreamRun<T> run;
    private @Nullable Flight<Object> flight;
    private boolean ended;
    private boolean discarded;
    private @Nullable Throwable failure;

    SharedStream(SharedStreams streams, SharedStreams.Id id, StreamStore<T> store, StreamSource<T> source) {
        this.streams = streams;
        this.id = id;
        this.store = store;
        this.source = source;
        this.opening = new StreamOpening<>(store, id.use());
        this.node = new LoadNode(id.key());
    }

    /** Returns the run of the source, as a load that others may wait for. */
    LoadNode node() {
        return node;
    }

    boolean isRepeatable() {
        return store.spec().repeatable();
    }

    /** Runs the source once more, for a reader who has lost a chunk. */
    void runAgain(StreamResumption<T> rest) {
        source.run(store.context().within(node), rest, rest::onError);
    }

    /** Takes a reader on; false if it would not get all elements, or ones that are older than a change of the key. */
    synchronized boolean admit(StreamCursor<T> reader) {
        boolean fresh = flight == null || !flight.isOutdated();
        boolean whole = run == null || run.content().isStoring();
        return fresh && whole && !ended && !discarded && readers.add(reader);
    }

    /** Looks the stream up, and runs the source if it is not there. */
    void begin() {
        Flights.Place<Object> place = store.route().flights().board(id.key(), this, node, LastLeave.FINISH);
        boolean left;
        synchronized (this) {
            flight = place.flight();
            left = discarded;
        }
        place.waiter().handle((nothing, closed) -> {
            if (closed != null) {
                end(Stages.unwrap(closed), true);
            }
            return this;
        });
        if (left) {
            close();
            return;
        }
        store.tags().mark(place.flight(), source.args(), List.of(), store.context());
        Stages.settle(Stages.then(Stages.nothing(), ignored -> opening.begin(place.flight())), (opened, trouble) -> {
            if (opened == null) {
                end(trouble, true);
            } else {
                open(opened);
            }
            return Stages.nothing();
        });
    }

    private void open(StreamOpening.Opened<T> opened) {
        StoredContent<T> stored = opened.found().content();
        if (stored == null) {
            runSource(opened);
            return;
        }
        if (opened.found().isStale()) {
            streams.refresh(id.key(), store, source);
        }
        replay(stored);
    }

    private void replay(StoredContent<T> stored) {
        List<StreamCursor<T>> reusing;
        synchronized (this) {
            content = stored;
            reusing = List.copyOf(readers);
        }
        reusing.forEach(StreamCursor::noteReuse);
        end(stored.failure(), false);
    }

    private void runSource(StreamOpening.Opened<T> opened) {
        StreamRun<T> begun =
                new StreamRun<>(this, store, source.args(), opened.found().replaceable(), opened.captured());
        synchronized (this) {
            if (discarded || ended) {
                return;
            }
            run = begun;
            content = begun.content();
        }
        source.run(store.context().within(node), begun, begun::onError);
    }

    /** Replays what is kept for runs that fail, if that is there. */
    void cover(Runnable otherwise) {
        Stages.settle(Stages.then(Stages.nothing(), ignored -> store.findKept()), (found, trouble) -> {
            StoredContent<T> kept = found == null ? null : found.content();
            if (kept == null) {
                otherwise.run();
            } else {
                replay(kept);
            }
            return Stages.nothing();
        });
    }

    /** Asks the source for what the readers want who have read everything. */
    void pull() {
        StreamRun<T> from;
        long wanted = 0;
        synchronized (this) {
            from = run;
            if (from == null || ended || discarded) {
                return;
            }
            RecordedContent<T> recorded = from.content();
            recorded.dropBefore(slowest(recorded));
            for (StreamCursor<T> reader : waiting) {
                wanted = Math.max(wanted, reader.demand() - (recorded.received() - reader.position()));
            }
        }
        from.pull(wanted);
    }

    private long slowest(RecordedContent<T> recorded) {
        return readers.stream()
                .mapToLong(reader -> reader.place().chunk())
                .min()
                .orElseGet(recorded::chunkCount);
    }

    /** Tells whether what was run may be stored: nobody has changed the key meanwhile. */
    boolean mayStore() {
        Flight<Object> mine;
        synchronized (this) {
            mine = flight;
        }
        return mine != null && mine.mayStore();
    }

    /** Ends the stream: readers finish with what there is, or fail at once. */
    void end(@Nullable Throwable reason, boolean atOnce) {
        boolean unread;
        synchronized (this) {
            if (ended) {
                return;
            }
            ended = true;
            failure = reason;
            discarded |= atOnce;
            unread = readers.isEmpty();
        }
        close();
        if (unread || atOnce) {
            discard();
        }
        wake();
    }

    /** Lets nobody join any more, and the source bring nothing more. */
    private void close() {
        Flight<Object> mine;
        StreamRun<T> running;
        synchronized (this) {
            mine = flight;
            running = run;
        }
        streams.remove(id, this);
        if (mine != null) {
            mine.landNothing();
        }
        if (running != null) {
            running.stop();
        }
        opening.end();
    }

    private void discard() {
        StreamRun<T> left;
        synchronized (this) {
            discarded = true;
            left = run;
        }
        close();
        if (left != null) {
            left.drop();
        }
    }

    /** Answers what a reader finds at its place. */
    synchronized StreamReading<T> read(StreamCursor<T> reader) {
        waiting.remove(reader);
        if (discarded) {
            return failure == null ? new StreamReading.Nothing<>() : new StreamReading.Failed<>(failure);
        }
        if (content != null) {
            StreamReading<T> reading = content.at(reader.place(), reader.position());
            if (!(reading instanceof StreamReading.Nothing<T>)) {
                return reading;
            }
        }
        if (!ended) {
            waiting.add(reader);
            return new StreamReading.Nothing<>();
        }
        return failure == null ? new StreamReading.End<>() : new StreamReading.Failed<>(failure);
    }

    /** Calls the readers who wait for more. */
    void wake() {
        List<StreamCursor<T>> called;
        synchronized (this) {
            called = List.copyOf(waiting);
        }
        called.forEach(StreamCursor::drain);
    }

    /** Takes a reader off. The last one cancels a source that has not completed, and what was stored of it goes. */
    void leave(StreamCursor<T> reader) {
        boolean abandoned;
        synchronized (this) {
            waiting.remove(reader);
            boolean last = readers.remove(reader) && readers.isEmpty();
            abandoned = last && !discarded && (ended || run == null || run.isOpen());
            if (abandoned && run != null) {
                run.close();
            }
        }
        reader.waitsNoLonger(node);
        if (abandoned) {
            discard();
        } else {
            pull(); // the others may have waited for it
        }
    }
}
