package io.github.kashew.testkit;

import io.github.kashew.spi.Backend;
import io.github.kashew.spi.BitFields;
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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A backend that hands every operation on to another one, by way of {@link #around}.
 *
 * <p>It is made to be extended: to inject faults, to observe what a cache asks its store for, or to change answers. As
 * thread-safe as what a subclass adds.
 *
 * @param <S> the stored form
 */
public abstract class ForwardingBackend<S> implements Backend<S> {

    private final Backend<S> target;

    /** Makes a backend before {@code target}, which it closes when it is closed. */
    protected ForwardingBackend(Backend<S> target) {
        this.target = target;
    }

    /**
     * Carries one operation out; unless overridden, simply by {@code forward}.
     *
     * <p>A scan comes by when somebody subscribes to it.
     *
     * @param keys what it names: keys, a pattern, the name of a lease, or tags
     * @param forward begins the operation on the backend behind this one; it may be called later, or never
     */
    protected <R extends @Nullable Object> CompletionStage<R> around(
            BackendOperation operation, List<String> keys, Supplier<CompletionStage<R>> forward) {
        return forward.get();
    }

    @Override
    public Class<S> form() {
        return target.form();
    }

    @Override
    public boolean isShared() {
        return target.isShared();
    }

    @Override
    public long now() {
        return target.now();
    }

    @Override
    public boolean isPast(long deadline) {
        return target.isPast(deadline);
    }

    @Override
    public CompletionStage<Slot<S>> read(String key) {
        return around(BackendOperation.READ, List.of(key), () -> target.read(key));
    }

    @Override
    public CompletionStage<List<Slot<S>>> readAll(List<String> keys) {
        return around(BackendOperation.READ_ALL, keys, () -> target.readAll(keys));
    }

    @Override
    public CompletionStage<TaggedSlot<S>> read(String key, List<String> tags) {
        return around(BackendOperation.READ_TAGGED, List.of(key), () -> target.read(key, tags));
    }

    @Override
    public CompletionStage<Boolean> write(String key, Stored<S> stored, WriteCondition condition) {
        return around(BackendOperation.WRITE, List.of(key), () -> target.write(key, stored, condition));
    }

    @Override
    public CompletionStage<Content<S>> content(String key) {
        return around(BackendOperation.CONTENT, List.of(key), () -> target.content(key));
    }

    @Override
    public CompletionStage<Boolean> commit(List<Check> checks, List<Change<S>> changes) {
        List<String> keys = changes.stream().map(Change::key).distinct().toList();
        return around(BackendOperation.COMMIT, keys, () -> target.commit(checks, changes));
    }

    @Override
    public boolean commitsAsOne(List<Check> checks, List<Change<S>> changes) {
        return target.commitsAsOne(checks, changes);
    }

    @Override
    public CompletionStage<Void> writeAll(Map<String, ? extends Stored<S>> records) {
        return around(BackendOperation.WRITE_ALL, List.copyOf(records.keySet()), () -> target.writeAll(records));
    }

    @Override
    public CompletionStage<Long> delete(Collection<String> keys) {
        return around(BackendOperation.DELETE, List.copyOf(keys), () -> target.delete(keys));
    }

    @Override
    public CompletionStage<Long> deleteMatching(KeyPattern pattern) {
        return around(BackendOperation.DELETE_MATCHING, List.of(pattern.text()), () -> target.deleteMatching(pattern));
    }

    @Override
    public CompletionStage<List<Boolean>> exist(List<String> keys) {
        return around(BackendOperation.EXIST, keys, () -> target.exist(keys));
    }

    @Override
    public CompletionStage<Boolean> expire(String key, long deadline) {
        return around(BackendOperation.EXPIRE, List.of(key), () -> target.expire(key, deadline));
    }

    @Override
    public CompletionStage<Long> deadline(String key) {
        return around(BackendOperation.DEADLINE, List.of(key), () -> target.deadline(key));
    }

    @Override
    public Flow.Publisher<String> scan(KeyPattern pattern, int batchSize) {
        return subscriber -> around(
                        BackendOperation.SCAN,
                        List.of(pattern.text()),
                        () -> CompletableFuture.completedFuture(target.scan(pattern, batchSize)))
                .whenComplete((found, failure) -> subscribe(found, failure, subscriber));
    }

    @Override
    public Flow.Publisher<KeyedRecord<S>> scanRecords(KeyPattern pattern, int batchSize) {
        return subscriber -> around(
                        BackendOperation.SCAN_RECORDS,
                        List.of(pattern.text()),
                        () -> CompletableFuture.completedFuture(target.scanRecords(pattern, batchSize)))
                .whenComplete((found, failure) -> subscribe(found, failure, subscriber));
    }

    @Override
    public CompletionStage<Long> size(String key) {
        return around(BackendOperation.SIZE, List.of(key), () -> target.size(key));
    }

    @Override
    public CompletionStage<Long> count() {
        return around(BackendOperation.COUNT, List.of(), () -> target.count());
    }

    @Override
    public CompletionStage<Void> clear() {
        return around(BackendOperation.CLEAR, List.of(), () -> target.clear());
    }

    @Override
    public CompletionStage<Void> ping() {
        return around(BackendOperation.PING, List.of(), () -> target.ping());
    }

    @Override
    public CompletionStage<Long> increment(String key, long by, long deadline) {
        return around(BackendOperation.INCREMENT, List.of(key), () -> target.increment(key, by, deadline));
    }

    @Override
    public CompletionStage<long[]> bits(String key, BitFields fields) {
        return around(BackendOperation.BITS, List.of(key), () -> target.bits(key, fields));
    }

    @Override
    public CompletionStage<long[]> incrementBits(String key, BitFields fields, long by) {
        return around(BackendOperation.INCREMENT_BITS, List.of(key), () -> target.incrementBits(key, fields, by));
    }

    @Override
    public CompletionStage<Long> addEvent(String key, long windowNanos, long limit) {
        return around(BackendOperation.ADD_EVENT, List.of(key), () -> target.addEvent(key, windowNanos, limit));
    }

    @Override
    public CompletionStage<Long> addToSet(String key, Collection<String> members, long deadline) {
        return around(BackendOperation.ADD_TO_SET, List.of(key), () -> target.addToSet(key, members, deadline));
    }

    @Override
    public CompletionStage<Long> removeFromSet(String key, Collection<String> members) {
        return around(BackendOperation.REMOVE_FROM_SET, List.of(key), () -> target.removeFromSet(key, members));
    }

    @Override
    public CompletionStage<Set<String>> popFromSet(String key, int count) {
        return around(BackendOperation.POP_FROM_SET, List.of(key), () -> target.popFromSet(key, count));
    }

    @Override
    public CompletionStage<@Nullable LeaseGrant> acquireLease(String name, String owner, long ttlNanos) {
        return around(BackendOperation.ACQUIRE_LEASE, List.of(name), () -> target.acquireLease(name, owner, ttlNanos));
    }

    @Override
    public CompletionStage<Boolean> renewLease(String name, String owner, long ttlNanos) {
        return around(BackendOperation.RENEW_LEASE, List.of(name), () -> target.renewLease(name, owner, ttlNanos));
    }

    @Override
    public CompletionStage<Boolean> releaseLease(String name, String owner) {
        return around(BackendOperation.RELEASE_LEASE, List.of(name), () -> target.releaseLease(name, owner));
    }

    @Override
    public CompletionStage<Boolean> isLeased(String name) {
        return around(BackendOperation.IS_LEASED, List.of(name), () -> target.isLeased(name));
    }

    @Override
    public CompletionStage<Void> leaseFreed(String name) {
        return around(BackendOperation.LEASE_FREED, List.of(name), () -> target.leaseFreed(name));
    }

    @Override
    public CompletionStage<long[]> generations(List<String> tags) {
        return around(BackendOperation.GENERATIONS, tags, () -> target.generations(tags));
    }

    @Override
    public CompletionStage<long[]> createGenerations(List<String> tags, long ttlNanos) {
        return around(BackendOperation.CREATE_GENERATIONS, tags, () -> target.createGenerations(tags, ttlNanos));
    }

    @Override
    public CompletionStage<Void> endGenerations(List<String> tags) {
        return around(BackendOperation.END_GENERATIONS, tags, () -> target.endGenerations(tags));
    }

    private static <T> void subscribe(
            Flow.@Nullable Publisher<T> found, @Nullable Throwable failure, Flow.Subscriber<? super T> subscriber) {
        if (found != null) {
            found.subscribe(subscriber);
        } else if (failure != null) {
            subscriber.onSubscribe(new Nothing());
            Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
            subscriber.onError(cause == null ? failure : cause);
        }
    }

    @Override
    public void close() {
        target.close();
    }

    /** Tells what is in front of what. */
    @Override
    public String toString() {
        return getClass().getSimpleName() + "[" + target + "]";
    }

    /** The subscription to a scan that failed to begin. */
    private static final class Nothing implements Flow.Subscription {
        @Override
        public void request(long count) {}

        @Override
        public void cancel() {}
    }
}
