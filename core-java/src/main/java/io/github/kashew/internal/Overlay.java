package io.github.kashew.internal;

import io.github.kashew.async.ConcatPublisher;
import io.github.kashew.async.IteratorPublisher;
import io.github.kashew.async.MappingPublisher;
import io.github.kashew.async.Stages;
import io.github.kashew.error.BackendException;
import io.github.kashew.error.Printable;
import io.github.kashew.spi.Backend;
import io.github.kashew.spi.BitFields;
import io.github.kashew.spi.Change;
import io.github.kashew.spi.Content;
import io.github.kashew.spi.KeyPattern;
import io.github.kashew.spi.KeyedRecord;
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

/**
 * A backend as one transaction sees it: what it changed over what the store holds. Nothing reaches the store until the
 * commit, but for leases and events in sliding windows, which are no data.
 */
final class Overlay<S> extends BackendInFront<S> {

    private static final int SCANNED_TOGETHER = 500;

    private final Drafts<S> drafts;

    Overlay(Backend<S> base) {
        super(base);
        this.drafts = new Drafts<>(base);
    }

    /** Returns what was read and changed since the last time, and begins anew. */
    Drafts.Taken<S> take() {
        return drafts.take();
    }

    Backend<S> base() {
        return behind;
    }

    @Override
    public CompletionStage<Slot<S>> read(String key) {
        return drafts.of(key, draft -> DraftContents.slot(draft.content(), behind.form()));
    }

    @Override
    public CompletionStage<List<Slot<S>>> readAll(List<String> keys) {
        return Stages.all(keys.stream().map(this::read).toList());
    }

    @Override
    public CompletionStage<TaggedSlot<S>> read(String key, List<String> tags) {
        return Stages.then(
                generations(tags), generations -> Stages.map(read(key), slot -> new TaggedSlot<>(slot, generations)));
    }

    @Override
    public CompletionStage<Content<S>> content(String key) {
        return drafts.of(key, Draft::content);
    }

    @Override
    public CompletionStage<Boolean> write(String key, Stored<S> stored, WriteCondition condition) {
        if (condition instanceof WriteCondition.Always) {
            drafts.blindly(key, draft -> draft.replace(stored));
            return Stages.done(true);
        }
        return drafts.of(key, draft -> draft.write(stored, condition));
    }

    @Override
    @SuppressWarnings("NullAway") // nothing but null is a Void
    public CompletionStage<Void> writeAll(Map<String, ? extends Stored<S>> records) {
        records.forEach((key, stored) -> drafts.blindly(key, draft -> draft.replace(stored)));
        return Stages.done(null);
    }

    @Override
    public CompletionStage<Long> delete(Collection<String> keys) {
        return counted(keys.stream()
                .distinct()
                .map(key -> drafts.of(key, Draft::delete))
                .toList());
    }

    private static CompletionStage<Long> counted(List<CompletionStage<Boolean>> answers) {
        return Stages.map(
                Stages.all(answers),
                each -> each.stream().filter(Boolean::booleanValue).count());
    }

    @Override
    public CompletionStage<Long> deleteMatching(KeyPattern pattern) {
        return Stages.then(Collecting.all(scan(pattern, SCANNED_TOGETHER)), this::delete);
    }

    @Override
    public CompletionStage<List<Boolean>> exist(List<String> keys) {
        return Stages.all(
                keys.stream().map(key -> drafts.of(key, Draft::exists)).toList());
    }

    @Override
    public CompletionStage<Boolean> expire(String key, long deadline) {
        return drafts.of(key, draft -> draft.expire(deadline));
    }

    @Override
    public CompletionStage<Long> deadline(String key) {
        return drafts.of(key, draft -> draft.content().expiresAt());
    }

    /** What the store holds without what was changed here, then what is here. */
    @Override
    public Flow.Publisher<String> scan(KeyPattern pattern, int batchSize) {
        Flow.Publisher<String> own =
                new IteratorPublisher<>(() -> drafts.living(pattern).iterator());
        return drafts.hidesAll()
                ? own
                : new ConcatPublisher<>(List.of(
                        new MappingPublisher<>(behind.scan(pattern, batchSize), key -> drafts.hides(key) ? null : key),
                        own));
    }

    @Override
    public Flow.Publisher<KeyedRecord<S>> scanRecords(KeyPattern pattern, int batchSize) {
        Flow.Publisher<KeyedRecord<S>> own =
                new IteratorPublisher<>(() -> drafts.records(pattern).iterator());
        return drafts.hidesAll()
                ? own
                : new ConcatPublisher<>(List.of(
                        new MappingPublisher<>(
                                behind.scanRecords(pattern, batchSize),
                                found -> drafts.hides(found.key()) ? null : found),
                        own));
    }

    /** As the store does, or by the bytes of what is not there yet; an object that is not there yet has no known size. */
    @Override
    public CompletionStage<Long> size(String key) {
        if (!drafts.hides(key)) {
            return behind.size(key);
        }
        return drafts.of(key, draft -> {
            if (!draft.exists()) {
                return 0L;
            }
            return draft.content() instanceof Content.Value<S> value
                            && value.stored().payload() instanceof byte[] bytes
                    ? (long) key.length() + bytes.length
                    : (long) key.length();
        });
    }

    @Override
    public CompletionStage<Long> count() {
        return drafts.hidesAll()
                ? drafts.difference()
                : Stages.then(behind.count(), held -> Stages.map(drafts.difference(), more -> held + more));
    }

    @Override
    @SuppressWarnings("NullAway") // nothing but null is a Void
    public CompletionStage<Void> clear() {
        drafts.clear();
        return Stages.done(null);
    }

    @Override
    public CompletionStage<Long> increment(String key, long by, long deadline) {
        return drafts.of(key, draft -> draft.increment(by, deadline));
    }

    @Override
    public CompletionStage<long[]> bits(String key, BitFields fields) {
        return drafts.withFields(key, fields, draft -> draft.fields().read(fields));
    }

    @Override
    public CompletionStage<long[]> incrementBits(String key, BitFields fields, long by) {
        return drafts.withFields(key, fields, draft -> {
            draft.changed(new Change.IncrementBits<>(key, fields, by));
            return draft.fields().increment(fields, by);
        });
    }

    @Override
    public CompletionStage<Long> addEvent(String key, long windowNanos, long limit) {
        return drafts.hides(key)
                ? Stages.failed(
                        new BackendException("key " + Printable.text(key) + " was changed in this transaction, and"
                                + " events are counted at once: use another key, or count before the transaction"))
                : behind.addEvent(key, windowNanos, limit);
    }

    @Override
    public CompletionStage<Long> addToSet(String key, Collection<String> members, long deadline) {
        return drafts.of(key, draft -> draft.add(Set.copyOf(members), deadline));
    }

    @Override
    public CompletionStage<Long> removeFromSet(String key, Collection<String> members) {
        return drafts.of(key, draft -> draft.remove(members));
    }

    @Override
    public CompletionStage<Set<String>> popFromSet(String key, int count) {
        return drafts.of(key, draft -> draft.pop(count));
    }

    @Override
    public CompletionStage<long[]> generations(List<String> tags) {
        return drafts.tags().current(tags);
    }

    @Override
    public CompletionStage<long[]> createGenerations(List<String> tags, long ttlNanos) {
        return drafts.tags().create(tags, ttlNanos);
    }

    @Override
    @SuppressWarnings("NullAway") // nothing but null is a Void
    public CompletionStage<Void> endGenerations(List<String> tags) {
        drafts.tags().end(tags);
        return Stages.done(null);
    }

    /** Does nothing: the store goes on. */
    @Override
    public void close() {}
}
