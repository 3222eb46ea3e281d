package io.github.kashew.memory;

import io.github.kashew.async.Done;
import io.github.kashew.async.IteratorPublisher;
import io.github.kashew.async.Stages;
import io.github.kashew.error.BackendException;
import io.github.kashew.spi.Absent;
import io.github.kashew.spi.Backend;
import io.github.kashew.spi.BackendContext;
import io.github.kashew.spi.BitFields;
import io.github.kashew.spi.CacheClock;
import io.github.kashew.spi.Change;
import io.github.kashew.spi.Check;
import io.github.kashew.spi.Content;
import io.github.kashew.spi.KeyPattern;
import io.github.kashew.spi.KeyedRecord;
import io.github.kashew.spi.LeaseGrant;
import io.github.kashew.spi.Slot;
import io.github.kashew.spi.Stored;
import io.github.kashew.spi.TaggedSlot;
import io.github.kashew.spi.WriteCondition;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps live objects, or bytes, in this process.
 *
 * <p>Every stage is complete when it is returned, except those that wait for a lease.
 */
final class MemoryBackend implements Backend<Object> {

    @SuppressWarnings("NullAway") // nothing but null is a Void
    private static final CompletionStage<Void> DONE = Done.of(null);

    private static final CompletionStage<Boolean> WRITTEN = Done.of(true);
    private static final CompletionStage<Boolean> NOT_WRITTEN = Done.of(false);

    private final Class<?> form;
    private final CacheClock clock;
    private final BackendContext context;
    private final Items items;
    private final Epochs epochs = new Epochs();
    private final Numbers numbers;
    private final TextSets sets;
    private final LeaseTable leases;
    private final TagTable tags;
    private final Commits commits;
    private final Sweeper sweeper;

    /**
     * Makes a backend.
     *
     * @param form what is kept: {@code Object.class}, or {@code byte[].class} as a backend in another process would
     */
    MemoryBackend(Class<?> form, Bound bound, long checkIntervalNanos, BackendContext context) {
        this.form = form;
        this.clock = context.clock();
        this.context = context;
        this.items = new Items(bound, context);
        this.numbers = new Numbers(items, clock, form == byte[].class);
        this.sets = new TextSets(items);
        this.leases = new LeaseTable(clock, context.executor());
        this.tags = new TagTable(clock);
        this.commits = new Commits(items, epochs, leases, tags, clock, form == byte[].class);
        this.sweeper = new Sweeper(this::sweep, checkIntervalNanos, context);
        sweeper.start();
    }

    private void sweep() {
        if (items.mayHoldExpired()) {
            items.sweep();
        }
        leases.sweep();
        tags.sweep();
    }

    @Override
    @SuppressWarnings("unchecked") // payloads are never looked into, whatever their class
    public Class<Object> form() {
        return (Class<Object>) form;
    }

    @Override
    public boolean isShared() {
        return false;
    }

    @Override
    public long now() {
        return clock.nanos();
    }

    @Override
    public boolean isPast(long deadline) {
        return clock.isPast(deadline);
    }

    @Override
    public CompletionStage<Slot<Object>> read(String key) {
        return Stages.done(slot(key));
    }

    @Override
    public @Nullable Stored<Object> readNow(String key) {
        Stored<Object> held = items.get(key);
        return held != null && Item.isRecord(held) ? held : null;
    }

    private Slot<Object> slot(String key) {
        Stored<Object> held = readNow(key);
        return held != null ? held : readAgain(key);
    }

    /** Reads a key after its epoch, so that a deletion in between is noticed. */
    private Slot<Object> readAgain(String key) {
        long epoch = epochs.of(key);
        Stored<Object> held = readNow(key);
        return held != null ? held : new Absent<>(epoch);
    }

    @Override
    public CompletionStage<List<Slot<Object>>> readAll(List<String> keys) {
        List<Slot<Object>> slots = new ArrayList<>(keys.size());
        for (String key : keys) {
            slots.add(slot(key));
        }
        return Stages.done(slots);
    }

    @Override
    public CompletionStage<TaggedSlot<Object>> read(String key, List<String> names) {
        long[] generations = tags.read(names);
        return Stages.done(new TaggedSlot<>(readAgain(key), generations));
    }

    @Override
    public CompletionStage<Content<Object>> content(String key) {
        long epoch = epochs.of(key);
        return Stages.done(items.look(key, live -> Contents.of(live, epoch)));
    }

    @Override
    public CompletionStage<Boolean> commit(List<Check> checks, List<Change<Object>> changes) {
        return attempt(() -> commits.commit(checks, changes));
    }

    @Override
    public boolean commitsAsOne(List<Check> checks, List<Change<Object>> changes) {
        return true;
    }

    @Override
    public CompletionStage<Boolean> write(String key, Stored<Object> stored, WriteCondition condition) {
        if (condition instanceof WriteCondition.Always) {
            epochs.raise(key);
            items.put(key, stored);
            return WRITTEN;
        }
        boolean[] written = new boolean[1];
        items.change(key, live -> {
            written[0] = epochs.holds(condition, key, live);
            return written[0] ? stored : live;
        });
        return written[0] ? WRITTEN : NOT_WRITTEN;
    }

    @Override
    public CompletionStage<Void> writeAll(Map<String, ? extends Stored<Object>> records) {
        records.forEach((key, stored) -> write(key, stored, WriteCondition.ALWAYS));
        return DONE;
    }

    @Override
    public CompletionStage<Long> delete(Collection<String> keys) {
        return Stages.done(keys.stream().filter(this::delete).count());
    }

    private boolean delete(String key) {
        epochs.raise(key);
        return items.remove(key);
    }

    @Override
    public CompletionStage<Long> deleteMatching(KeyPattern pattern) {
        return Stages.done(items.matching(pattern)
                .map(Map.Entry::getKey)
                .filter(this::delete)
                .count());
    }

    @Override
    public CompletionStage<List<Boolean>> exist(List<String> keys) {
        return Stages.done(keys.stream().map(key -> items.get(key) != null).toList());
    }

    @Override
    public CompletionStage<Boolean> expire(String key, long deadline) {
        if (deadline != Stored.NEVER && clock.isPast(deadline)) {
            return Stages.done(delete(key));
        }
        boolean[] existed = new boolean[1];
        items.change(key, live -> {
            existed[0] = live != null;
            return live == null ? null : live.expiringAt(deadline);
        });
        return Stages.done(existed[0]);
    }

    @Override
    public CompletionStage<Long> deadline(String key) {
        Stored<Object> held = items.get(key);
        return Stages.done(held == null ? MISSING : held.expiresAt());
    }

    @Override
    public Flow.Publisher<String> scan(KeyPattern pattern, int batchSize) {
        return new IteratorPublisher<>(
                () -> items.matching(pattern).map(Map.Entry::getKey).iterator());
    }

    @Override
    public Flow.Publisher<KeyedRecord<Object>> scanRecords(KeyPattern pattern, int batchSize) {
        return new IteratorPublisher<>(() -> items.matching(pattern)
                .filter(entry -> Item.isRecord(entry.getValue()))
                .map(entry -> new KeyedRecord<>(entry.getKey(), entry.getValue()))
                .iterator());
    }

    @Override
    public CompletionStage<Long> size(String key) {
        Stored<Object> held = items.get(key);
        if (held == null) {
            return Stages.done(0L);
        }
        return Stages.done(
                held instanceof Bits bits
                        ? bits.bytes()
                        : (long) context.weigher().weigh(key, held));
    }

    @Override
    public CompletionStage<Long> count() {
        return Stages.done(items.count());
    }

    @Override
    public CompletionStage<Void> clear() {
        epochs.raiseAll();
        items.clear();
        return DONE;
    }

    @Override
    public CompletionStage<Void> ping() {
        return DONE;
    }

    @Override
    public CompletionStage<Long> increment(String key, long by, long deadline) {
        return attempt(() -> numbers.increment(key, by, deadline));
    }

    @Override
    public CompletionStage<long[]> bits(String key, BitFields fields) {
        return attempt(() -> numbers.bits(key, fields));
    }

    @Override
    public int bitsSetNow(String key, long[] indexes) {
        return numbers.bitsSet(key, indexes);
    }

    @Override
    public CompletionStage<long[]> incrementBits(String key, BitFields fields, long by) {
        return attempt(() -> numbers.incrementBits(key, fields, by));
    }

    @Override
    public CompletionStage<Long> addEvent(String key, long windowNanos, long limit) {
        return attempt(() -> numbers.addEvent(key, windowNanos, limit));
    }

    @Override
    public CompletionStage<Long> addToSet(String key, Collection<String> members, long deadline) {
        return attempt(() -> sets.add(key, members, deadline));
    }

    @Override
    public CompletionStage<Long> removeFromSet(String key, Collection<String> members) {
        return attempt(() -> sets.remove(key, members));
    }

    @Override
    public CompletionStage<Set<String>> popFromSet(String key, int count) {
        return attempt(() -> sets.pop(key, count));
    }

    private static <R> CompletionStage<R> attempt(Supplier<R> operation) {
        try {
            return Stages.done(operation.get());
        } catch (BackendException refused) {
            return CompletableFuture.failedFuture(refused);
        }
    }

    @Override
    public CompletionStage<@Nullable LeaseGrant> acquireLease(String name, String owner, long ttlNanos) {
        return leases.acquireLease(name, owner, ttlNanos);
    }

    @Override
    public CompletionStage<Boolean> renewLease(String name, String owner, long ttlNanos) {
        return leases.renewLease(name, owner, ttlNanos);
    }

    @Override
    public CompletionStage<Boolean> releaseLease(String name, String owner) {
        return leases.releaseLease(name, owner);
    }

    @Override
    public CompletionStage<Boolean> isLeased(String name) {
        return leases.isLeased(name);
    }

    @Override
    public CompletionStage<Void> leaseFreed(String name) {
        return leases.leaseFreed(name);
    }

    @Override
    public CompletionStage<long[]> generations(List<String> names) {
        return tags.generations(names);
    }

    @Override
    public long generationNow(String name) {
        return tags.generationNow(name);
    }

    @Override
    public CompletionStage<long[]> createGenerations(List<String> names, long ttlNanos) {
        return tags.createGenerations(names, ttlNanos);
    }

    @Override
    public CompletionStage<Void> endGenerations(List<String> names) {
        return tags.endGenerations(names);
    }

    @Override
    public void close() {
        sweeper.stop();
        items.clear();
    }
}
