package io.github.kashew.disk;

import io.github.kashew.error.BackendException;
import io.github.kashew.spi.Backend;
import io.github.kashew.spi.BackendContext;
import io.github.kashew.spi.BitFields;
import io.github.kashew.spi.CacheClock;
import io.github.kashew.spi.KeyPattern;
import io.github.kashew.spi.KeyedRecord;
import io.github.kashew.spi.LeaseGrant;
import io.github.kashew.spi.Slot;
import io.github.kashew.spi.Stored;
import io.github.kashew.spi.TaggedSlot;
import io.github.kashew.spi.WriteCondition;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Keeps bytes in SQLite files, each key in the shard of its hash. */
final class DiskBackend implements Backend<byte[]> {

    private static final int DELETED_TOGETHER = 500;
    private static final long END_MILLIS = 1000;

    private final OpenDirectory directory;
    private final CacheClock clock;
    private final List<Shard> shards;
    private final Scatter scatter;
    private final LeaseWaiters waiters;
    private final Upkeep upkeep;
    private final AtomicBoolean closed = new AtomicBoolean();

    private DiskBackend(OpenDirectory directory, DiskOptions options, BackendContext context) {
        this.directory = directory;
        this.clock = context.clock();
        this.shards = IntStream.range(0, options.shards())
                .mapToObj(index -> new Shard(directory, index, options, context))
                .toList();
        this.scatter = new Scatter(shards);
        this.waiters =
                new LeaseWaiters(clock, name -> shard(name).read(session -> LeaseTable.heldUntil(session, name)));
        this.upkeep = new Upkeep(shards, clock, options.checkMillis());
    }

    static DiskBackend open(DiskOptions options, BackendContext context) {
        OpenDirectory directory =
                OpenDirectory.open(DirectoryGuard.prepare(options.directory()), options.timeoutMillis());
        try {
            DiskBackend backend = new DiskBackend(directory, options, context);
            directory.alone(() -> {
                ShardFiles.requireCount(directory, options.shards());
                return options.shards();
            });
            backend.upkeep.plan();
            return backend;
        } catch (RuntimeException refused) {
            directory.close();
            throw refused;
        }
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
        return shard.read(session -> shard.records().read(session, key));
    }

    @Override
    public CompletionStage<List<Slot<byte[]>>> readAll(List<String> keys) {
        return scatter.inOrder(
                keys,
                (shard, own) -> shard.read(session -> {
                    List<Slot<byte[]>> slots = new ArrayList<>(own.size());
                    for (String key : own) {
                        slots.add(shard.records().read(session, key));
                    }
                    return slots;
                }));
    }

    @Override
    public CompletionStage<TaggedSlot<byte[]>> read(String key, List<String> tags) {
        Shard shard = shard(key);
        if (tags.stream().allMatch(tag -> shard(tag) == shard)) {
            return shard.read(session -> new TaggedSlot<>(shard.records().read(session, key), readTags(session, tags)));
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
    public CompletionStage<Void> writeAll(Map<String, ? extends Stored<byte[]>> records) {
        List<CompletionStage<Void>> written = new ArrayList<>();
        scatter.grouped(records.keySet(), key -> key)
                .forEach((shard, keys) -> written.add(shard.write(bytes(records, keys), session -> {
                    for (String key : keys) {
                        shard.records().check(key, stored(records, key));
                    }
                    for (String key : keys) {
                        shard.records().write(session, key, stored(records, key), WriteCondition.ALWAYS);
                    }
                    return nothing();
                })));
        return done(Scatter.all(written));
    }

    private static long bytes(Map<String, ? extends Stored<byte[]>> records, List<String> keys) {
        return keys.stream()
                .mapToLong(key -> key.length() + 64 + stored(records, key).payload().length)
                .sum();
    }

    @SuppressWarnings("NullAway") // the key is one of the map's
    private static Stored<byte[]> stored(Map<String, ? extends Stored<byte[]>> records, String key) {
        return records.get(key);
    }

    @Override
    public CompletionStage<Long> delete(Collection<String> keys) {
        List<CompletionStage<Long>> deleted = new ArrayList<>();
        scatter.grouped(keys, key -> key)
                .forEach((shard, own) -> deleted.add(shard.write(session -> {
                    long count = 0;
                    for (String key : own) {
                        count += shard.entries().delete(session, key) ? 1 : 0;
                    }
                    return count;
                })));
        return Scatter.total(deleted);
    }

    @Override
    public CompletionStage<Long> deleteMatching(KeyPattern pattern) {
        return deleteFrom(new Scan(shards, pattern, DELETED_TOGETHER), PagePublisher.Position.FIRST, 0);
    }

    private CompletionStage<Long> deleteFrom(Scan scan, PagePublisher.@Nullable Position position, long before) {
        if (position == null) {
            return CompletableFuture.completedFuture(before);
        }
        return scan.keys(position)
                .thenCompose(page -> delete(page.elements())
                        .thenCompose(deleted -> deleteFrom(scan, page.next(), before + deleted)));
    }

    @Override
    public CompletionStage<List<Boolean>> exist(List<String> keys) {
        return scatter.inOrder(
                keys,
                (shard, own) -> shard.read(session -> {
                    List<Boolean> exist = new ArrayList<>(own.size());
                    for (String key : own) {
                        exist.add(shard.entries().deadline(session, key) != MISSING);
                    }
                    return exist;
                }));
    }

    @Override
    public CompletionStage<Boolean> expire(String key, long deadline) {
        Shard shard = shard(key);
        return shard.write(session -> shard.entries().expire(session, key, deadline));
    }

    @Override
    public CompletionStage<Long> deadline(String key) {
        Shard shard = shard(key);
        return shard.read(session -> shard.entries().deadline(session, key));
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
        return shard.read(session -> shard.entries().size(session, key));
    }

    @Override
    public CompletionStage<Long> count() {
        return scatter.sum(shard -> shard.read(shard.entries()::count));
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
        return done(scatter.sum(shard -> shard.read(session -> session.number(0, "SELECT 1"))));
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
    @SuppressWarnings("NullAway") // null says that it was refused
    public CompletionStage<@Nullable LeaseGrant> acquireLease(String name, String owner, long ttlNanos) {
        return shard(name).write(session -> LeaseTable.acquire(session, name, owner, ttlNanos));
    }

    @Override
    public CompletionStage<Boolean> renewLease(String name, String owner, long ttlNanos) {
        return shard(name).write(session -> LeaseTable.renew(session, name, owner, ttlNanos));
    }

    @Override
    public CompletionStage<Boolean> releaseLease(String name, String owner) {
        return shard(name)
                .write(session -> LeaseTable.release(session, name, owner))
                .thenApply(released -> {
                    if (released) {
                        waiters.announce(name);
                    }
                    return released;
                });
    }

    @Override
    public CompletionStage<Boolean> isLeased(String name) {
        return shard(name).read(session -> LeaseTable.heldUntil(session, name) != 0);
    }

    @Override
    public CompletionStage<Void> leaseFreed(String name) {
        return waiters.freed(name);
    }

    @Override
    public CompletionStage<long[]> generations(List<String> tags) {
        return tags(tags, TagTable::read, false);
    }

    @Override
    public CompletionStage<long[]> createGenerations(List<String> tags, long ttlNanos) {
        return tags(tags, (session, tag) -> TagTable.create(session, tag, ttlNanos), true);
    }

    @Override
    public CompletionStage<Void> endGenerations(List<String> tags) {
        return done(tags(
                tags,
                (session, tag) -> {
                    TagTable.end(session, tag);
                    return NO_GENERATION;
                },
                true));
    }

    /** What is done to one tag. */
    private interface TagWork {
        long run(Session session, String tag) throws SQLException;
    }

    private CompletionStage<long[]> tags(List<String> tags, TagWork work, boolean writes) {
        return scatter.inOrder(tags, (shard, own) -> {
                    Work<List<Long>> each = session -> {
                        List<Long> answers = new ArrayList<>(own.size());
                        for (String tag : own) {
                            answers.add(work.run(session, tag));
                        }
                        return answers;
                    };
                    return writes ? shard.write(each) : shard.read(each);
                })
                .thenApply(
                        answers -> answers.stream().mapToLong(Long::longValue).toArray());
    }

    private static long[] readTags(Session session, List<String> tags) throws SQLException {
        long[] generations = new long[tags.size()];
        for (int i = 0; i < generations.length; i++) {
            generations[i] = TagTable.read(session, tags.get(i));
        }
        return generations;
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
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        upkeep.stop();
        shards.forEach(Shard::close);
        waiters.close(new BackendException("disk backend is closed"));
        shards.forEach(shard -> shard.awaitEnd(END_MILLIS));
        directory.close();
    }
}
