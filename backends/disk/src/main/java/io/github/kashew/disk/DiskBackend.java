package io.github.kashew.disk;

import io.github.kashew.error.BackendException;
import io.github.kashew.spi.Backend;
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
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Keeps bytes in SQLite files, each key in the shard of its hash. */
final class DiskBackend implements Backend<byte[]> {

    private final CacheClock clock;
    private final Shards opened;
    private final List<Shard> shards;
    private final Scatter scatter;
    private final Leases leases;
    private final Generations generations;
    private final ManyKeys manyKeys;

    DiskBackend(Shards opened, CacheClock clock) {
        this.clock = clock;
        this.opened = opened;
        this.shards = opened.all();
        this.scatter = new Scatter(shards);
        this.leases = new Leases(scatter, clock);
        this.generations = new Generations(scatter);
        this.manyKeys = new ManyKeys(scatter, shards);
    }

    private Shard shard(String key) {
        return scatter.of(key);
    }

    @Override
    public Class<byte[]> form() {
        return byte[].class;
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
    public CompletionStage<Slot<byte[]>> read(String key) {
        Shard shard = shard(key);
        return shard.readLoosely(session -> shard.records().read(session, key)); // absence first, then the epoch
    }

    @Override
    public CompletionStage<List<Slot<byte[]>>> readAll(List<String> keys) {
        return manyKeys.read(keys);
    }

    @Override
    public CompletionStage<TaggedSlot<byte[]>> read(String key, List<String> tags) {
        Shard shard = shard(key);
        if (tags.stream().allMatch(tag -> shard(tag) == shard)) {
            return shard.read(
                    session -> new TaggedSlot<>(shard.records().read(session, key), TagTable.read(session, tags)));
        }
        return read(key).thenCombine(generations(tags), TaggedSlot::new);
    }

    @Override
    public CompletionStage<Boolean> write(String key, Stored<byte[]> stored, WriteCondition condition) {
        Shard shard = shard(key);
        return shard.write(stored.payload().length + key.length(), session -> {
            shard.records().check(key, stored);
            return shard.records().write(session, key, stored, condition);
        });
    }

    @Override
    public CompletionStage<Content<byte[]>> content(String key) {
        Shard shard = shard(key);
        return shard.read(session -> new ShardCommit(shard).content(session, key));
    }

    @Override
    public CompletionStage<Boolean> commit(List<Check> checks, List<Change<byte[]>> changes) {
        return new Commits(scatter).commit(checks, changes);
    }

    @Override
    public CompletionStage<Void> writeAll(Map<String, ? extends Stored<byte[]>> records) {
        return done(manyKeys.write(records));
    }

    @Override
    public CompletionStage<Long> delete(Collection<String> keys) {
        return manyKeys.delete(keys);
    }

    @Override
    public CompletionStage<Long> deleteMatching(KeyPattern pattern) {
        return manyKeys.deleteMatching(pattern);
    }

    @Override
    public CompletionStage<List<Boolean>> exist(List<String> keys) {
        return manyKeys.exist(keys);
    }

    @Override
    public CompletionStage<Boolean> expire(String key, long deadline) {
        Shard shard = shard(key);
        return shard.write(session -> shard.entries().expire(session, key, deadline));
    }

    @Override
    public CompletionStage<Long> deadline(String key) {
        Shard shard = shard(key);
        return shard.readLoosely(session -> shard.entries().deadline(session, key));
    }

    @Override
    public Flow.Publisher<String> scan(KeyPattern pattern, int batchSize) {
        return new Scan(shards, pattern, batchSize).keys();
    }

    @Override
    public Flow.Publisher<KeyedRecord<byte[]>> scanRecords(KeyPattern pattern, int batchSize) {
        return new Scan(shards, pattern, batchSize).records();
    }

    @Override
    public CompletionStage<Long> size(String key) {
        Shard shard = shard(key);
        return shard.readLoosely(session -> shard.entries().size(session, key));
    }

    @Override
    public CompletionStage<Long> count() {
        return scatter.sum(shard -> shard.readLoosely(shard.entries()::count));
    }

    @Override
    public CompletionStage<Void> clear() {
        return done(scatter.sum(shard -> shard.write(session -> {
            shard.entries().clear(session);
            return 0L;
        })));
    }

    @Override
    public CompletionStage<Void> ping() {
        return done(scatter.sum(shard -> shard.readLoosely(session -> session.number(0, "SELECT 1"))));
    }

    @Override
    public CompletionStage<Long> increment(String key, long by, long deadline) {
        Shard shard = shard(key);
        return shard.write(key.length(), session -> shard.counters().increment(session, key, by, deadline));
    }

    @Override
    public CompletionStage<long[]> bits(String key, BitFields fields) {
        Shard shard = shard(key);
        return shard.read(session -> shard.bits().read(session, key, fields));
    }

    @Override
    public CompletionStage<long[]> incrementBits(String key, BitFields fields, long by) {
        Shard shard = shard(key);
        long bytes = (long) fields.indexes().length * Schema.PAGE_BYTES;
        return shard.write(bytes, session -> shard.bits().increment(session, key, fields, by));
    }

    @Override
    public CompletionStage<Long> addEvent(String key, long windowNanos, long limit) {
        Shard shard = shard(key);
        return shard.write(key.length(), session -> shard.windows().add(session, key, windowNanos, limit));
    }

    @Override
    public CompletionStage<Long> addToSet(String key, Collection<String> members, long deadline) {
        Shard shard = shard(key);
        List<String> added = List.copyOf(members);
        long bytes = added.stream().mapToLong(member -> member.length() + 32).sum();
        return shard.write(key.length() + bytes, session -> shard.sets().add(session, key, added, deadline));
    }

    @Override
    public CompletionStage<Long> removeFromSet(String key, Collection<String> members) {
        Shard shard = shard(key);
        List<String> removed = List.copyOf(members);
        return shard.write(session -> shard.sets().remove(session, key, removed));
    }

    @Override
    public CompletionStage<Set<String>> popFromSet(String key, int count) {
        Shard shard = shard(key);
        return shard.write(session -> shard.sets().pop(session, key, count));
    }

    @Override
    public CompletionStage<@Nullable LeaseGrant> acquireLease(String name, String owner, long ttlNanos) {
        return leases.acquire(name, owner, ttlNanos);
    }

    @Override
    public CompletionStage<Boolean> renewLease(String name, String owner, long ttlNanos) {
        return leases.renew(name, owner, ttlNanos);
    }

    @Override
    public CompletionStage<Boolean> releaseLease(String name, String owner) {
        return leases.release(name, owner);
    }

    @Override
    public CompletionStage<Boolean> isLeased(String name) {
        return leases.isHeld(name);
    }

    @Override
    public CompletionStage<Void> leaseFreed(String name) {
        return leases.freed(name);
    }

    @Override
    public CompletionStage<long[]> generations(List<String> tags) {
        return generations.current(tags);
    }

    @Override
    public CompletionStage<long[]> createGenerations(List<String> tags, long ttlNanos) {
        return generations.create(tags, ttlNanos);
    }

    @Override
    public CompletionStage<Void> endGenerations(List<String> tags) {
        return done(generations.end(tags));
    }

    private static CompletionStage<Void> done(CompletionStage<?> stage) {
        return stage.thenApply(ignored -> nothing());
    }

    @SuppressWarnings("NullAway") // nothing but null is a Void
    private static Void nothing() {
        return null;
    }

    @Override
    public void close() {
        opened.close();
        leases.close(new BackendException("disk backend is closed"));
    }
}
