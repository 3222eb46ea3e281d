package io.github.kashew.internal;

import io.github.kashew.async.Stages;
import io.github.kashew.error.NotConfiguredException;
import io.github.kashew.spi.Backend;
import io.github.kashew.spi.BitFields;
import io.github.kashew.spi.Change;
import io.github.kashew.spi.Check;
import io.github.kashew.spi.Content;
import io.github.kashew.spi.InvalidationSource;
import io.github.kashew.spi.KeyPattern;
import io.github.kashew.spi.KeyedRecord;
import io.github.kashew.spi.Slot;
import io.github.kashew.spi.Stored;
import io.github.kashew.spi.TaggedSlot;
import io.github.kashew.spi.WriteCondition;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A far backend in front of which entries are held near: what is changed here is dropped there, before the change is sent
 * and when its answer has come, whatever that is. Generations of tags are answered from near where they can be.
 *
 * <p>A read that began before the change may bring what was there before it. If it ends before the change is answered,
 * the second drop removes it; if it ends later, it finds its place gone.
 */
final class NearBackend extends BackendInFront<byte[]> {

    private final Near near;

    private NearBackend(Backend<byte[]> far, Near near) {
        super(far);
        this.near = near;
    }

    /** Puts a near cache in front of a backend that is an {@link InvalidationSource}. */
    @SuppressWarnings("unchecked") // its form was looked at
    static NearBackend of(Backend<?> far, NearOptions options) {
        if (far.form() != byte[].class) {
            throw new NotConfiguredException("near is for backends that keep bytes, this one keeps "
                    + far.form().getName() + ": leave near out");
        }
        return new NearBackend((Backend<byte[]>) far, Near.of((InvalidationSource) far, options));
    }

    /** Returns what is held near. */
    Near near() {
        return near;
    }

    private <R extends @Nullable Object> CompletionStage<R> dropping(
            Runnable drop, Supplier<CompletionStage<R>> change) {
        drop.run();
        return Stages.settle(change.get(), (answer, failure) -> {
            drop.run();
            return failure == null ? Stages.<R>done(answer) : Stages.failed(failure);
        });
    }

    private <R extends @Nullable Object> CompletionStage<R> changing(String key, Supplier<CompletionStage<R>> change) {
        return changing(List.of(key), change);
    }

    private <R extends @Nullable Object> CompletionStage<R> changing(
            Collection<String> keys, Supplier<CompletionStage<R>> change) {
        return dropping(() -> near.changed(keys), change);
    }

    @Override
    public CompletionStage<Boolean> write(String key, Stored<byte[]> stored, WriteCondition condition) {
        return changing(key, () -> behind.write(key, stored, condition));
    }

    @Override
    public CompletionStage<Content<byte[]>> content(String key) {
        return behind.content(key);
    }

    @Override
    public CompletionStage<Boolean> commit(List<Check> checks, List<Change<byte[]>> changes) {
        List<String> keys = new ArrayList<>();
        List<String> tags = new ArrayList<>();
        changes.stream()
                .filter(change -> !(change instanceof Change.ReleaseLease<byte[]>))
                .forEach(change -> (change instanceof Change.Generation<byte[]> ? tags : keys).add(change.key()));
        return dropping(
                () -> {
                    near.changed(keys);
                    near.tagsChanged(tags);
                },
                () -> behind.commit(checks, changes));
    }

    @Override
    public boolean commitsAsOne(List<Check> checks, List<Change<byte[]>> changes) {
        return behind.commitsAsOne(checks, changes);
    }

    @Override
    public CompletionStage<Void> writeAll(Map<String, ? extends Stored<byte[]>> records) {
        return changing(records.keySet(), () -> behind.writeAll(records));
    }

    @Override
    public CompletionStage<Long> delete(Collection<String> keys) {
        return changing(keys, () -> behind.delete(keys));
    }

    @Override
    public CompletionStage<Long> deleteMatching(KeyPattern pattern) {
        return dropping(() -> near.changedMatching(pattern), () -> behind.deleteMatching(pattern));
    }

    @Override
    public CompletionStage<Boolean> expire(String key, long deadline) {
        return changing(key, () -> behind.expire(key, deadline));
    }

    @Override
    public CompletionStage<Void> clear() {
        return dropping(near::cleared, behind::clear);
    }

    @Override
    public CompletionStage<Long> increment(String key, long by, long deadline) {
        return changing(key, () -> behind.increment(key, by, deadline));
    }

    @Override
    public CompletionStage<long[]> incrementBits(String key, BitFields fields, long by) {
        return changing(key, () -> behind.incrementBits(key, fields, by));
    }

    @Override
    public CompletionStage<Long> addEvent(String key, long windowNanos, long limit) {
        return changing(key, () -> behind.addEvent(key, windowNanos, limit));
    }

    @Override
    public CompletionStage<Long> addToSet(String key, Collection<String> members, long deadline) {
        return changing(key, () -> behind.addToSet(key, members, deadline));
    }

    @Override
    public CompletionStage<Long> removeFromSet(String key, Collection<String> members) {
        return changing(key, () -> behind.removeFromSet(key, members));
    }

    @Override
    public CompletionStage<Set<String>> popFromSet(String key, int count) {
        return changing(key, () -> behind.popFromSet(key, count));
    }

    @Override
    public CompletionStage<long[]> generations(List<String> tags) {
        long[] held = near.generations(tags);
        if (held != null) {
            return Stages.done(held);
        }
        Near.TagPlanting planted = near.plantTags(tags);
        return Stages.settle(behind.generations(tags), (current, failure) -> {
            if (current == null || failure != null) {
                planted.uproot();
                return Stages.failed(failure);
            }
            planted.fill(current);
            return Stages.done(current);
        });
    }

    /** What exists already is not changed, so what is held near of it stays. */
    @Override
    public CompletionStage<long[]> createGenerations(List<String> tags, long ttlNanos) {
        return Stages.map(behind.createGenerations(tags, ttlNanos), current -> {
            near.tagsAre(tags, current);
            return current;
        });
    }

    @Override
    public CompletionStage<Void> endGenerations(List<String> tags) {
        return dropping(() -> near.tagsChanged(tags), () -> behind.endGenerations(tags));
    }

    @Override
    public CompletionStage<Slot<byte[]>> read(String key) {
        return behind.read(key);
    }

    @Override
    public CompletionStage<List<Slot<byte[]>>> readAll(List<String> keys) {
        return behind.readAll(keys);
    }

    /** Generations that are held are not read: they count at this moment, which is before the key is read. */
    @Override
    public CompletionStage<TaggedSlot<byte[]>> read(String key, List<String> tags) {
        long[] held = near.generations(tags);
        if (held != null) {
            return Stages.map(behind.read(key), slot -> new TaggedSlot<>(slot, held));
        }
        Near.TagPlanting planted = near.plantTags(tags);
        return Stages.settle(behind.read(key, tags), (found, failure) -> {
            if (found == null || failure != null) {
                planted.uproot();
                return Stages.failed(failure);
            }
            planted.fill(found.generations());
            return Stages.done(found);
        });
    }

    @Override
    public CompletionStage<List<Boolean>> exist(List<String> keys) {
        return behind.exist(keys);
    }

    @Override
    public CompletionStage<Long> deadline(String key) {
        return behind.deadline(key);
    }

    @Override
    public Flow.Publisher<String> scan(KeyPattern pattern, int batchSize) {
        return behind.scan(pattern, batchSize);
    }

    @Override
    public Flow.Publisher<KeyedRecord<byte[]>> scanRecords(KeyPattern pattern, int batchSize) {
        return behind.scanRecords(pattern, batchSize);
    }

    @Override
    public CompletionStage<Long> size(String key) {
        return behind.size(key);
    }

    @Override
    public CompletionStage<Long> count() {
        return behind.count();
    }

    @Override
    public CompletionStage<long[]> bits(String key, BitFields fields) {
        return behind.bits(key, fields);
    }

    @Override
    public void close() {
        behind.close();
        near.close();
    }

    /** Tells how much is held near, and in front of what. */
    @Override
    public String toString() {
        return near + " of " + behind;
    }
}
