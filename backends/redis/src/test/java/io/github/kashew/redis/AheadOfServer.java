package io.github.kashew.redis;

import io.github.kashew.spi.Backend;
import io.github.kashew.spi.BitFields;
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
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A backend whose time is ahead of its server's by what a clock was set ahead. The contents of the server grow older
 * instead ({@link AgedServer}), so that nobody can tell the difference. The server runs on this machine and has its time.
 */
final class AheadOfServer implements Backend<byte[]> {

    private final Backend<byte[]> target;
    private final SteppedClock clock;

    AheadOfServer(Backend<byte[]> target, SteppedClock clock) {
        this.target = target;
        this.clock = clock;
    }

    private long there(long deadline) {
        return deadline == Stored.NEVER ? deadline : deadline - clock.ahead();
    }

    private long here(long deadline) {
        return deadline == Stored.NEVER || deadline == MISSING ? deadline : deadline + clock.ahead();
    }

    private Stored<byte[]> there(Stored<byte[]> stored) {
        return stored.expiringAt(there(stored.expiresAt()));
    }

    private Stored<byte[]> here(Stored<byte[]> stored) {
        return stored.expiringAt(here(stored.expiresAt()));
    }

    private Slot<byte[]> here(Slot<byte[]> slot) {
        return slot instanceof Stored<byte[]> stored ? here(stored) : slot;
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
        return target.read(key).thenApply(this::here);
    }

    @Override
    public CompletionStage<List<Slot<byte[]>>> readAll(List<String> keys) {
        return target.readAll(keys)
                .thenApply(slots -> slots.stream().map(this::here).toList());
    }

    @Override
    public CompletionStage<TaggedSlot<byte[]>> read(String key, List<String> tags) {
        return target.read(key, tags).thenApply(found -> new TaggedSlot<>(here(found.slot()), found.generations()));
    }

    @Override
    public CompletionStage<Boolean> write(String key, Stored<byte[]> stored, WriteCondition condition) {
        return target.write(key, there(stored), condition);
    }

    @Override
    public CompletionStage<Void> writeAll(Map<String, ? extends Stored<byte[]>> records) {
        return target.writeAll(records.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, each -> there(each.getValue()))));
    }

    @Override
    public CompletionStage<Long> delete(Collection<String> keys) {
        return target.delete(keys);
    }

    @Override
    public CompletionStage<Long> deleteMatching(KeyPattern pattern) {
        return target.deleteMatching(pattern);
    }

    @Override
    public CompletionStage<List<Boolean>> exist(List<String> keys) {
        return target.exist(keys);
    }

    @Override
    public CompletionStage<Boolean> expire(String key, long deadline) {
        return target.expire(key, there(deadline));
    }

    @Override
    public CompletionStage<Long> deadline(String key) {
        return target.deadline(key).thenApply(this::here);
    }

    @Override
    public Flow.Publisher<String> scan(KeyPattern pattern, int batchSize) {
        return target.scan(pattern, batchSize);
    }

    @Override
    public Flow.Publisher<KeyedRecord<byte[]>> scanRecords(KeyPattern pattern, int batchSize) {
        return subscriber -> target.scanRecords(pattern, batchSize).subscribe(new Flow.Subscriber<>() {
            @Override
            public void onSubscribe(Flow.Subscription subscription) {
                subscriber.onSubscribe(subscription);
            }

            @Override
            public void onNext(KeyedRecord<byte[]> found) {
                subscriber.onNext(new KeyedRecord<>(found.key(), here(found.stored())));
            }

            @Override
            public void onError(Throwable failure) {
                subscriber.onError(failure);
            }

            @Override
            public void onComplete() {
                subscriber.onComplete();
            }
        });
    }

    @Override
    public CompletionStage<Long> size(String key) {
        return target.size(key);
    }

    @Override
    public CompletionStage<Long> count() {
        return target.count();
    }

    @Override
    public CompletionStage<Void> clear() {
        return target.clear();
    }

    @Override
    public CompletionStage<Void> ping() {
        return target.ping();
    }

    @Override
    public CompletionStage<Long> increment(String key, long by, long deadline) {
        return target.increment(key, by, there(deadline));
    }

    @Override
    public CompletionStage<long[]> bits(String key, BitFields fields) {
        return target.bits(key, fields);
    }

    @Override
    public CompletionStage<long[]> incrementBits(String key, BitFields fields, long by) {
        return target.incrementBits(key, fields, by);
    }

    @Override
    public CompletionStage<Long> addEvent(String key, long windowNanos, long limit) {
        return target.addEvent(key, windowNanos, limit);
    }

    @Override
    public CompletionStage<Long> addToSet(String key, Collection<String> members, long deadline) {
        return target.addToSet(key, members, there(deadline));
    }

    @Override
    public CompletionStage<Long> removeFromSet(String key, Collection<String> members) {
        return target.removeFromSet(key, members);
    }

    @Override
    public CompletionStage<Set<String>> popFromSet(String key, int count) {
        return target.popFromSet(key, count);
    }

    @Override
    public CompletionStage<@Nullable LeaseGrant> acquireLease(String name, String owner, long ttlNanos) {
        return target.acquireLease(name, owner, ttlNanos)
                .thenApply(grant -> grant == null ? null : new LeaseGrant(grant.fencing(), here(grant.expiresAt())));
    }

    @Override
    public CompletionStage<Boolean> renewLease(String name, String owner, long ttlNanos) {
        return target.renewLease(name, owner, ttlNanos);
    }

    @Override
    public CompletionStage<Boolean> releaseLease(String name, String owner) {
        return target.releaseLease(name, owner);
    }

    @Override
    public CompletionStage<Boolean> isLeased(String name) {
        return target.isLeased(name);
    }

    @Override
    public CompletionStage<Void> leaseFreed(String name) {
        return target.leaseFreed(name);
    }

    @Override
    public CompletionStage<long[]> generations(List<String> tags) {
        return target.generations(tags);
    }

    @Override
    public CompletionStage<long[]> createGenerations(List<String> tags, long ttlNanos) {
        return target.createGenerations(tags, ttlNanos);
    }

    @Override
    public CompletionStage<Void> endGenerations(List<String> tags) {
        return target.endGenerations(tags);
    }

    @Override
    public void close() {
        target.close();
    }
}
