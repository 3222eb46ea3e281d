package io.github.kashew.internal;

import io.github.kashew.Entry;
import io.github.kashew.Lookup;
import io.github.kashew.Missing;
import io.github.kashew.Missing.Reason;
import io.github.kashew.TagGenerations;
import io.github.kashew.TypeRef;
import io.github.kashew.ValueCommand;
import io.github.kashew.async.MappingPublisher;
import io.github.kashew.async.Stages;
import io.github.kashew.spi.Backend;
import io.github.kashew.spi.KeyPattern;
import io.github.kashew.spi.KeyedRecord;
import io.github.kashew.spi.Slot;
import io.github.kashew.spi.Stored;
import io.github.kashew.spi.WriteCondition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** The typed side of a backend that keeps live objects: the entries themselves are what it stores. */
final class ObjectStore extends Store<Object> {

    ObjectStore(Backend<Object> backend, Flights flights, Suppression suppression) {
        super(backend, flights, suppression);
    }

    @Override
    ObjectStore over(Backend<Object> other, Flights otherFlights) {
        return new ObjectStore(other, otherFlights, suppression);
    }

    @Override
    <V extends @Nullable Object> @Nullable Entry<V> getNow(String key, TypeRef<V> type) {
        return backend.readNow(key) instanceof Entry<?> entry && isAtOnce(entry, type) ? typed(entry) : null;
    }

    @Override
    @SuppressWarnings("unchecked") // an entry is both what the slot holds and what the look-up answers
    public <V extends @Nullable Object> CompletionStage<Lookup<V>> get(ValueCommand.Get<V> command) {
        CompletionStage<Slot<Object>> read = backend.read(command.key());
        if (Stages.isDone(read)) {
            Slot<Object> slot = Stages.value(read);
            if (slot instanceof Entry<?> entry && isAtOnce(entry, command.type())) {
                return (CompletionStage<Lookup<V>>) (CompletionStage<?>) read;
            }
            return lookup(slot, command.type());
        }
        return suppression.read(Stages.then(read, slot -> lookup(slot, command.type())));
    }

    /** Answers what a slot means to a reader of {@code type}, asking for the generations of its tags if it has some. */
    private <V extends @Nullable Object> CompletionStage<Lookup<V>> lookup(Slot<Object> slot, TypeRef<V> type) {
        if (!(slot instanceof Stored<Object> stored)) {
            return Stages.done(new Missing<>(Reason.ABSENT, WriteCondition.unchangedSince(slot)));
        }
        Entry<?> entry = entryOf(stored);
        if (!entry.isOf(type)) {
            return Stages.done(new Missing<>(Reason.OTHER_TYPE, null));
        }
        Entry<V> typed = typed(entry);
        if (typed.tags().isEmpty()) {
            return Stages.done(typed);
        }
        return suppression.read(Stages.map(
                backend.generations(typed.tags().tags()),
                current -> typed.tags().areCurrent(current)
                        ? typed
                        : new Missing<>(Reason.ABSENT, WriteCondition.unchangedSince(stored))));
    }

    /** Tells whether an entry can be answered as it is: of the type, and with tags that are known to be current, if any. */
    private boolean isAtOnce(Entry<?> entry, TypeRef<?> type) {
        TagGenerations tags = entry.tags();
        return entry.isOf(type) && (tags.isEmpty() || tags.areCurrentNow(backend));
    }

    @SuppressWarnings("unchecked") // called when the type was checked
    private static <V extends @Nullable Object> Entry<V> typed(Entry<?> entry) {
        return (Entry<V>) entry;
    }

    /** Returns the entry that a record is; what is not one of ours is a counter or was stored raw. */
    private static Entry<?> entryOf(Stored<Object> stored) {
        return stored.payload() instanceof Entry<?> entry
                ? entry
                : Entry.ofRaw(stored.payload(), stored.writeId(), stored.expiresAt());
    }

    @Override
    TagGenerations tagsIn(String key, Stored<Object> stored) {
        return stored.payload() instanceof Entry<?> entry ? entry.tags() : TagGenerations.NONE;
    }

    @Override
    public <V extends @Nullable Object> CompletionStage<List<Lookup<V>>> getMany(ValueCommand.GetMany<V> command) {
        CompletionStage<List<Lookup<V>>> lookups =
                Stages.then(backend.readAll(command.keys()), slots -> lookups(slots, command.type()));
        return suppression.readAll(lookups, command.keys().size());
    }

    private <V extends @Nullable Object> CompletionStage<List<Lookup<V>>> lookups(
            List<Slot<Object>> slots, TypeRef<V> type) {
        List<Lookup<V>> lookups = new ArrayList<>(slots.size());
        for (Slot<Object> slot : slots) {
            if (slot instanceof Entry<?> entry && isAtOnce(entry, type)) {
                lookups.add(typed(entry));
            } else {
                CompletionStage<Lookup<V>> lookup = lookup(slot, type);
                if (!Stages.isDone(lookup)) {
                    return Stages.all(
                            slots.stream().map(each -> lookup(each, type)).toList());
                }
                lookups.add(Stages.value(lookup));
            }
        }
        return Stages.done(lookups);
    }

    @Override
    public <V extends @Nullable Object> CompletionStage<Flow.Publisher<Map.Entry<String, Entry<V>>>> getMatch(
            ValueCommand.GetMatch<V> command) {
        Flow.Publisher<KeyedRecord<Object>> records =
                backend.scanRecords(KeyPattern.of(command.pattern()), command.batchSize());
        return Stages.done(tagCheck.valid(
                new MappingPublisher<>(records, found -> typed(found, command.type())), command.batchSize()));
    }

    private static <V extends @Nullable Object> Map.@Nullable Entry<String, Entry<V>> typed(
            KeyedRecord<Object> found, TypeRef<V> type) {
        Entry<?> entry = entryOf(found.stored());
        return entry.isOf(type) ? Map.entry(found.key(), ObjectStore.<V>typed(entry)) : null;
    }

    @Override
    public <V extends @Nullable Object> CompletionStage<Boolean> set(ValueCommand.Set<V> command) {
        InternalKeys.checkStrict(command.key());
        WriteCondition condition = command.condition();
        CompletionStage<Boolean> written = write(command.key(), command.entry(), condition);
        return WriteCondition.isOfLoad(condition) ? written : detaching(command.key(), written);
    }

    @Override
    public <V extends @Nullable Object> CompletionStage<@Nullable Void> setMany(ValueCommand.SetMany<V> command) {
        command.keys().forEach(InternalKeys::checkStrict);
        return backend.writeAll(command.entries())
                .whenComplete((done, failure) -> command.keys().forEach(flights::detach));
    }

    @Override
    public CompletionStage<@Nullable Object> getRaw(ValueCommand.GetRaw command) {
        return Stages.map(backend.read(command.key()), slot -> {
            if (!(slot instanceof Stored<Object> stored)) {
                return null;
            }
            return stored.payload() instanceof Entry<?> entry ? entry.content() : stored.payload();
        });
    }

    @Override
    public CompletionStage<@Nullable Void> setRaw(ValueCommand.SetRaw command) {
        InternalKeys.checkStrict(command.key());
        Entry<?> entry = Entry.ofValue(command.value(), backend.now(), command.expiresAt());
        CompletionStage<Boolean> written = backend.write(command.key(), entry, WriteCondition.ALWAYS);
        return detaching(command.key(), Stages.map(written, ignored -> null));
    }
}
