package io.github.kashew.internal;

import io.github.kashew.CacheContext;
import io.github.kashew.Entry;
import io.github.kashew.Lookup;
import io.github.kashew.Missing;
import io.github.kashew.PlanSpec.LastLeave;
import io.github.kashew.StreamSpec;
import io.github.kashew.ValueCommand;
import io.github.kashew.async.Stages;
import io.github.kashew.spi.CacheClock;
import io.github.kashew.spi.WriteCondition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One stream of one key while it is opened, read from its source, or replayed, and those who read it.
 *
 * <p>Elements are in the chunk that is open, in closed chunks that are being stored, or in the store. No more than {@link
 * #MOST_HELD} closed chunks are in memory: then the source waits, for the store or, once storing has stopped, for the
 * slowest reader. The lock guards the fields; no foreign code runs under it.
 */
final class SharedStream<T> implements Flow.Subscriber<T> {

    private static final int MOST_HELD = 2;

    private final Engine engine;
    private final SharedStreams streams;
    private final SharedStreams.Id id;
    private final StreamSpec<T> spec;
    private final CacheContext context;
    private final Supplier<? extends Flow.Publisher<T>> source;

    private final Set<StreamCursor<T>> readers = new LinkedHashSet<>();
    private final Set<StreamCursor<T>> waiting = new LinkedHashSet<>();
    private final Map<Long, List<T>> held = new HashMap<>();
    private List<T> open = new ArrayList<>();
    private Chunks<T> chunks;
    private int chunkSize;
    private long received;
    private long outstanding;
    private int writing;
    private boolean storing = true;
    private boolean sourceDone;
    private boolean committed;
    private boolean ended;
    private boolean discarded;
    private @Nullable Throwable failure;
    private Flow.@Nullable Subscription upstream;
    private @Nullable Flight<Object> flight;
    private @Nullable WriteCondition storable;
    private long expiresAt;

    SharedStream(
            Engine engine,
            SharedStreams streams,
            SharedStreams.Id id,
            StreamSpec<T> spec,
            CacheContext context,
            Supplier<? extends Flow.Publisher<T>> source) {
        this.engine = engine;
        this.streams = streams;
        this.id = id;
        this.spec = spec;
        this.context = context;
        this.source = source;
        this.chunkSize = spec.chunkSize();
        this.chunks = chunksOf(ThreadLocalRandom.current().nextLong());
    }

    private Chunks<T> chunksOf(long generation) {
        return new Chunks<>(engine, context, id.key(), spec.type(), ListOf.of(spec.type()), generation);
    }

    /** Takes a reader on; false if it would not get all elements, or ones that are older than a change of the key. */
    synchronized boolean admit(StreamCursor<T> reader) {
        boolean joinable = !ended && !discarded && storing && (flight == null || !flight.isOutdated());
        return joinable && readers.add(reader);
    }

    /** Looks the stream up, and runs the source if it is not there. */
    void begin() {
        Flights.Place<Object> place = engine.route(id.key()).flights().board(id.key(), this, null, LastLeave.FINISH);
        synchronized (this) {
            flight = place.flight();
        }
        place.waiter().handle((nothing, closed) -> {
            if (closed != null) {
                end(Stages.unwrap(closed), true);
            }
            return this;
        });
        CompletionStage<Lookup<long[]>> lookup;
        try {
            lookup = engine.commands(context).get(new ValueCommand.Get<>(id.key(), StreamHead.TYPE));
        } catch (RuntimeException closed) {
            lookup = Stages.failed(closed);
        }
        Stages.settle(Stages.then(lookup, this::choose), (chosen, trouble) -> {
            if (trouble != null) {
                end(trouble, true);
            }
            return Stages.nothing();
        });
    }

    private CompletionStage<Boolean> choose(Lookup<long[]> lookup) {
        Entry<long[]> entry = lookup.entry();
        WriteCondition replacing = lookup instanceof Missing<long[]> missing
                ? missing.storable()
                : WriteCondition.unchangedSince(entry(lookup));
        StreamHead head = entry == null || entry.failure() != null || context.isRefreshing()
                ? null
                : StreamHead.of(entry.value());
        if (head == null) {
            return Stages.done(record(replacing));
        }
        Chunks<T> stored = chunksOf(head.generation());
        return Stages.map(
                stored.areThere(head.chunks()), complete -> complete ? replay(head, stored) : record(replacing));
    }

    private static Entry<long[]> entry(Lookup<long[]> lookup) {
        return Objects.requireNonNull(lookup.entry());
    }

    private boolean replay(StreamHead head, Chunks<T> stored) {
        synchronized (this) {
            chunks = stored;
            chunkSize = head.chunkSize();
            received = head.elements();
            committed = true;
        }
        end(null, false);
        return true;
    }

    /** Runs the source. */
    private boolean record(@Nullable WriteCondition replacing) {
        long now = engine.route(id.key()).now();
        synchronized (this) {
            storable = replacing;
            storing = replacing != null;
            expiresAt = spec.ttl().deadlineAfter(now);
            if (discarded) {
                return false;
            }
        }
        try (CacheContext.Scope inside = context.open()) {
            Flow.Publisher<T> published =
                    Objects.requireNonNull(source.get(), "the source of a cached stream returned null");
            published.subscribe(this);
        } catch (RuntimeException thrown) {
            end(thrown, false);
        }
        return false;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        boolean refused;
        synchronized (this) {
            refused = upstream != null || discarded || ended;
            if (!refused) {
                upstream = subscription;
            }
        }
        if (refused) {
            subscription.cancel();
        } else {
            pull();
        }
    }

    /** Asks the source for what the readers want who have read everything. */
    void pull() {
        Flow.Subscription from;
        long count = 0;
        synchronized (this) {
            from = upstream;
            dropPassed();
            if (sourceDone || discarded || ended || outstanding > 0 || held.size() >= MOST_HELD) {
                return;
            }
            for (StreamCursor<T> reader : waiting) {
                count = Math.max(count, reader.demand() - (received - reader.position()));
            }
            count = Math.min(count, chunkSize - open.size());
            if (from == null || count == 0) {
                return;
            }
            outstanding = count;
        }
        from.request(count);
    }

    /** Drops closed chunks that cannot be stored, once everybody has read them. */
    private void dropPassed() {
        if (!storing && !held.isEmpty()) {
            long passed =
                    readers.stream().mapToLong(StreamCursor::position).min().orElse(received) / chunkSize;
            held.keySet().removeIf(index -> index < passed);
        }
    }

    @Override
    public void onNext(T element) {
        Objects.requireNonNull(element, "element");
        List<T> full = null;
        long index;
        synchronized (this) {
            if (sourceDone || discarded || ended) {
                return;
            }
            outstanding = Math.max(outstanding - 1, 0);
            index = received / chunkSize;
            received++;
            open.add(element);
            if (received > spec.maxElements()) {
                storing = false;
            }
            if (open.size() == chunkSize) {
                full = close(index);
            }
        }
        if (full != null) {
            write(index, full);
        }
        wake();
        pull();
    }

    /** Closes the open chunk; answers it if it is to be stored. */
    private @Nullable List<T> close(long index) {
        List<T> full = List.copyOf(open);
        open = new ArrayList<>();
        held.put(index, full);
        if (storing) {
            writing++;
        }
        return storing ? full : null;
    }

    private void write(long index, List<T> full) {
        long chunkExpiresAt = CacheClock.saturatedSum(expiresAt, spec.ttl().nanos());
        CompletionStage<Boolean> written;
        try {
            written = chunks.write(index, full, chunkExpiresAt);
        } catch (RuntimeException closed) {
            written = Stages.done(false);
        }
        Stages.settle(written, (stored, trouble) -> {
            afterWrite(index, trouble == null && Boolean.TRUE.equals(stored));
            return Stages.nothing();
        });
    }

    private void afterWrite(long index, boolean stored) {
        boolean late;
        boolean last;
        synchronized (this) {
            writing--;
            if (stored) {
                held.remove(index);
            } else {
                storing = false;
            }
            late = discarded;
            last = sourceDone && writing == 0 && !ended;
        }
        if (late) {
            chunks.delete(index, index + 1);
        } else if (last) {
            commit();
        } else {
            pull();
        }
    }

    @Override
    public void onComplete() {
        List<T> rest = null;
        long index;
        boolean written;
        synchronized (this) {
            if (sourceDone || discarded || ended) {
                return;
            }
            sourceDone = true;
            index = received / chunkSize;
            if (!open.isEmpty()) {
                rest = close(index);
            }
            written = writing == 0;
        }
        if (rest != null) {
            write(index, rest);
        } else if (written) {
            commit();
        }
    }

    @Override
    public void onError(Throwable thrown) {
        synchronized (this) {
            if (sourceDone) {
                return;
            }
            sourceDone = true;
        }
        end(Objects.requireNonNull(thrown, "thrown"), false);
    }

    /** Makes the stream visible, unless its key was changed meanwhile or a part of it could not be stored. */
    private void commit() {
        WriteCondition condition;
        Flight<Object> mine;
        synchronized (this) {
            condition = storing ? storable : null;
            mine = flight;
        }
        if (condition == null || mine == null || !mine.mayStore()) {
            end(null, false);
            return;
        }
        long now = engine.route(id.key()).now();
        StreamHead head = new StreamHead(chunks.generation(), chunkSize, received);
        CompletionStage<Boolean> set;
        try {
            set = now >= expiresAt
                    ? Stages.done(false)
                    : engine.commands(context)
                            .set(new ValueCommand.Set<>(
                                    id.key(),
                                    Entry.ofValue(head.numbers(), now, expiresAt),
                                    StreamHead.TYPE,
                                    condition));
        } catch (RuntimeException closed) {
            set = Stages.done(false);
        }
        Stages.settle(engine.route(id.key()).suppression().write(set, ignored -> {}), (stored, trouble) -> {
            synchronized (this) {
                committed = trouble == null && Boolean.TRUE.equals(stored);
            }
            end(null, false);
            return Stages.nothing();
        });
    }

    /** Ends the run: readers finish with what there is, or fail at once. */
    private void end(@Nullable Throwable reason, boolean atOnce) {
        Flight<Object> mine;
        Flow.Subscription left;
        boolean unread;
        synchronized (this) {
            if (ended) {
                return;
            }
            ended = true;
            failure = reason;
            discarded |= atOnce;
            mine = flight;
            left = sourceDone ? null : upstream;
            unread = readers.isEmpty();
        }
        streams.remove(id, this);
        if (mine != null) {
            mine.landNothing();
        }
        if (left != null) {
            left.cancel();
        }
        if (unread) {
            discard();
        }
        wake();
    }

    /** Answers what a reader finds at its position. */
    synchronized StreamReading<T> read(StreamCursor<T> reader) {
        waiting.remove(reader);
        if (discarded) {
            return failure == null ? new StreamReading.Later<>() : new StreamReading.Failed<>(failure);
        }
        long position = reader.position();
        if (position == received) {
            if (!ended) {
                waiting.add(reader);
                return new StreamReading.Later<>();
            }
            return failure == null ? new StreamReading.End<>() : new StreamReading.Failed<>(failure);
        }
        long index = position / chunkSize;
        int offset = (int) (position % chunkSize);
        List<T> closed = held.get(index);
        if (closed != null) {
            return new StreamReading.Elements<>(closed.subList(offset, closed.size()));
        }
        return position >= received - open.size()
                ? new StreamReading.Elements<>(List.copyOf(open.subList(offset, open.size())))
                : new StreamReading.InChunk<>(chunks, index, offset);
    }

    /** Returns how many elements there are in the chunk of a position. */
    synchronized int sizeOfChunkAt(long position) {
        long begin = position / chunkSize * chunkSize;
        return (int) Math.min(chunkSize, received - begin);
    }

    private void wake() {
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
            abandoned = readers.remove(reader) && readers.isEmpty() && !discarded && (ended || !sourceDone);
        }
        if (abandoned) {
            discard();
        } else {
            pull(); // the others may have waited for it
        }
    }

    private void discard() {
        Flight<Object> mine;
        Flow.Subscription left;
        long toDelete;
        synchronized (this) {
            discarded = true;
            mine = ended ? null : flight;
            left = sourceDone ? null : upstream;
            toDelete = committed ? 0 : received / chunkSize + 1;
        }
        streams.remove(id, this);
        if (mine != null) {
            mine.landNothing();
        }
        if (left != null) {
            left.cancel();
        }
        if (toDelete > 0) {
            chunks.delete(0, toDelete);
        }
    }
}
