package io.github.kashew.redis;

import io.github.kashew.spi.Backend;
import io.github.kashew.spi.BackendContext;
import io.github.kashew.spi.BitFields;
import io.github.kashew.spi.Change;
import io.github.kashew.spi.Check;
import io.github.kashew.spi.Content;
import io.github.kashew.spi.InvalidationSource;
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

/** Keeps encoded records in Redis. Every stage completes on the executor of the cache. */
final class RedisBackend implements Backend<byte[]>, InvalidationSource {

    private final String address;
    private final Topology topology;
    private final Reads reads;
    private final Writes writes;
    private final Commits commits;
    private final KeySpace keySpace;
    private final Numbers numbers;
    private final TextSets sets;
    private final Leases leases;
    private final Tags tags;
    private final RecentTags recentTags;
    private final Trackings trackings;

    RedisBackend(String address, Topology topology, Keys keys, BackendContext context) {
        this.address = address;
        this.topology = topology;
        this.trackings = new Trackings(topology, keys, context);
        this.tags = new Tags(topology, trackings, keys);
        this.recentTags = new RecentTags(context.clock(), tags::endGenerations);
        topology.onConnection(recentTags);
        this.reads = new Reads(topology, trackings, keys, tags);
        this.writes = new Writes(topology, keys);
        this.commits = new Commits(topology, keys, writes);
        this.keySpace = new KeySpace(topology, keys, reads, writes);
        this.numbers = new Numbers(topology, keys);
        this.sets = new TextSets(topology, keys);
        this.leases = new Leases(topology, keys);
    }

    @Override
    public Class<byte[]> form() {
        return byte[].class;
    }

    @Override
    public long now() {
        return topology.time().now();
    }

    @Override
    public boolean isPast(long deadline) {
        return topology.time().isPast(deadline);
    }

    @Override
    public CompletionStage<Slot<byte[]>> read(String key) {
        return reads.read(key);
    }

    @Override
    public CompletionStage<List<Slot<byte[]>>> readAll(List<String> keys) {
        return reads.readAll(keys);
    }

    @Override
    public CompletionStage<TaggedSlot<byte[]>> read(String key, List<String> names) {
        return reads.read(key, names);
    }

    @Override
    public CompletionStage<Boolean> write(String key, Stored<byte[]> stored, WriteCondition condition) {
        return writes.write(key, stored, condition);
    }

    @Override
    public CompletionStage<Content<byte[]>> content(String key) {
        return reads.content(key);
    }

    @Override
    public CompletionStage<Boolean> commit(List<Check> checks, List<Change<byte[]>> changes) {
        recentTags.note(changes.stream()
                .filter(Change.Generation.class::isInstance)
                .map(Change::key)
                .toList());
        return commits.commit(checks, changes);
    }

    @Override
    public boolean commitsAsOne(List<Check> checks, List<Change<byte[]>> changes) {
        return commits.isOne(checks, changes);
    }

    @Override
    public CompletionStage<Void> writeAll(Map<String, ? extends Stored<byte[]>> records) {
        return writes.writeAll(records);
    }

    @Override
    public CompletionStage<Long> delete(Collection<String> keys) {
        return writes.delete(keys);
    }

    @Override
    public CompletionStage<Long> deleteMatching(KeyPattern pattern) {
        return keySpace.deleteMatching(pattern);
    }

    @Override
    public CompletionStage<List<Boolean>> exist(List<String> keys) {
        return keySpace.exist(keys);
    }

    @Override
    public CompletionStage<Boolean> expire(String key, long deadline) {
        return writes.expire(key, deadline);
    }

    @Override
    public CompletionStage<Long> deadline(String key) {
        return keySpace.deadline(key);
    }

    @Override
    public Flow.Publisher<String> scan(KeyPattern pattern, int batchSize) {
        return keySpace.keys(pattern, batchSize);
    }

    @Override
    public Flow.Publisher<KeyedRecord<byte[]>> scanRecords(KeyPattern pattern, int batchSize) {
        return keySpace.records(pattern, batchSize);
    }

    @Override
    public CompletionStage<Long> size(String key) {
        return keySpace.size(key);
    }

    @Override
    public CompletionStage<Long> count() {
        return keySpace.count();
    }

    @Override
    public CompletionStage<Void> clear() {
        return keySpace.clear();
    }

    @Override
    public CompletionStage<Void> ping() {
        return topology.nodes()
                .thenCompose(
                        nodes -> Joined.done(nodes.stream().map(Node::probe).toList()))
                .thenRun(trackings::check);
    }

    @Override
    public CompletionStage<Long> increment(String key, long by, long deadline) {
        return numbers.increment(key, by, deadline);
    }

    @Override
    public CompletionStage<long[]> bits(String key, BitFields fields) {
        return numbers.bits(key, fields);
    }

    @Override
    public CompletionStage<long[]> incrementBits(String key, BitFields fields, long by) {
        return numbers.incrementBits(key, fields, by);
    }

    @Override
    public CompletionStage<Long> addEvent(String key, long windowNanos, long limit) {
        return numbers.addEvent(key, windowNanos, limit);
    }

    @Override
    public CompletionStage<Long> addToSet(String key, Collection<String> members, long deadline) {
        return sets.addToSet(key, members, deadline);
    }

    @Override
    public CompletionStage<Long> removeFromSet(String key, Collection<String> members) {
        return sets.removeFromSet(key, members);
    }

    @Override
    public CompletionStage<Set<String>> popFromSet(String key, int count) {
        return sets.popFromSet(key, count);
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
    public CompletionStage<long[]> createGenerations(List<String> names, long ttlNanos) {
        return tags.createGenerations(names, ttlNanos);
    }

    @Override
    public CompletionStage<Void> endGenerations(List<String> names) {
        recentTags.note(names);
        return tags.endGenerations(names);
    }

    @Override
    public void announceTo(Listener listener, long outageNanos) {
        trackings.announceTo(listener, outageNanos);
    }

    @Override
    public @Nullable Tracking trackingOf(String key) {
        return trackings.trackingOf(key);
    }

    @Override
    public @Nullable Tracking trackingOfTag(String tag) {
        return trackings.trackingOfTag(tag);
    }

    @Override
    public void close() {
        recentTags.close();
        trackings.close();
        topology.close();
    }

    /** Tells where the servers are; never who asks. */
    @Override
    public String toString() {
        return "redis at " + address;
    }
}
