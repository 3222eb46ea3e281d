package io.github.kashew.internal;

import io.github.kashew.Commands;
import io.github.kashew.Entry;
import io.github.kashew.KeyCommand;
import io.github.kashew.LeaseCommand;
import io.github.kashew.NumberCommand;
import io.github.kashew.SetCommand;
import io.github.kashew.StoreCommand;
import io.github.kashew.TagCommand;
import io.github.kashew.TagGenerations;
import io.github.kashew.TypeRef;
import io.github.kashew.async.Stages;
import io.github.kashew.spi.Backend;
import io.github.kashew.spi.KeyPattern;
import io.github.kashew.spi.LeaseGrant;
import io.github.kashew.spi.Slot;
import io.github.kashew.spi.Stored;
import io.github.kashew.spi.WriteCondition;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * Carries out the commands that need no codec on a backend of either form.
 *
 * <p>A change that was asked for detaches the flights of its key when it is done: who asks from then on loads anew.
 */
abstract class Store<S> implements Commands {

    final Backend<S> backend;
    final Flights flights;
    final Suppression suppression;

    Store(Backend<S> backend, Flights flights, Suppression suppression) {
        this.backend = backend;
        this.flights = flights;
        this.suppression = suppression;
    }

    /** Returns the same in front of another backend of the same form. */
    abstract Store<S> over(Backend<S> other, Flights otherFlights);

    /** Returns the tags that a record of {@code key} carries. */
    abstract TagGenerations tagsIn(String key, Stored<S> stored);

    /** Tells whether a tag of what a slot holds has been deleted since; asks for nothing where there are no tags. */
    private CompletionStage<Boolean> isInvalidated(String key, Slot<S> slot) {
        TagGenerations tags = slot instanceof Stored<S> stored ? tagsIn(key, stored) : TagGenerations.NONE;
        return tags.isEmpty()
                ? Stages.done(false)
                : Stages.map(backend.generations(tags.tags()), current -> !tags.areCurrent(current));
    }

    /** Writes if {@code condition} holds, to which an invalidated entry is an absent one. */
    final CompletionStage<Boolean> write(String key, Stored<S> stored, WriteCondition condition) {
        if (condition == WriteCondition.IF_ABSENT) {
            return Stages.then(
                    backend.write(key, stored, condition),
                    written -> written
                            ? Stages.done(true)
                            : Stages.then(
                                    backend.read(key),
                                    slot -> Stages.then(
                                            isInvalidated(key, slot),
                                            invalidated -> invalidated
                                                    ? backend.write(key, stored, WriteCondition.unchangedSince(slot))
                                                    : Stages.done(false))));
        }
        if (condition == WriteCondition.IF_PRESENT) {
            return Stages.then(
                    backend.read(key),
                    slot -> Stages.then(
                            isInvalidated(key, slot),
                            invalidated -> invalidated ? Stages.done(false) : backend.write(key, stored, condition)));
        }
        return backend.write(key, stored, condition);
    }

    /** Answers the entry of a key if it can be had at once and needs no further question; null otherwise. */
    <V extends @Nullable Object> @Nullable Entry<V> getNow(String key, TypeRef<V> type) {
        return null;
    }

    /** Detaches the flights of a key once {@code change} is done, however it ends. */
    final <R extends @Nullable Object> CompletionStage<R> detaching(String key, CompletionStage<R> change) {
        if (Stages.isDone(change)) {
            flights.detach(key);
            return change;
        }
        return change.whenComplete((result, failure) -> flights.detach(key));
    }

    /** Answers a deletion when the copies of its keys are deleted as well; they do not count. */
    private <R> CompletionStage<R> withoutCopies(Collection<String> keys, CompletionStage<R> deletion) {
        List<String> copies = keys.stream()
                .filter(key -> !InternalKeys.isInternal(key))
                .map(InternalKeys::copyOf)
                .toList();
        return copies.isEmpty()
                ? deletion
                : Stages.then(deletion, deleted -> Stages.map(backend.delete(copies), alsoDeleted -> deleted));
    }

    @Override
    public CompletionStage<Boolean> delete(KeyCommand.Delete command) {
        String key = command.key();
        return detaching(
                key, withoutCopies(List.of(key), Stages.map(backend.delete(List.of(key)), deleted -> deleted > 0)));
    }

    @Override
    public CompletionStage<Long> deleteMany(KeyCommand.DeleteMany command) {
        return withoutCopies(command.keys(), backend.delete(command.keys()))
                .whenComplete((deleted, failure) -> command.keys().forEach(flights::detach));
    }

    @Override
    public CompletionStage<Long> deleteMatch(KeyCommand.DeleteMatch command) {
        KeyPattern pattern = KeyPattern.of(command.pattern());
        flights.detachMatching(pattern); // a load that has begun may have nothing yet that could be deleted
        CompletionStage<Long> matching = backend.deleteMatching(pattern);
        KeyPattern copies = KeyPattern.of(InternalKeys.copyOf(command.pattern()));
        CompletionStage<Long> all =
                Stages.then(matching, deleted -> Stages.map(backend.deleteMatching(copies), alsoDeleted -> deleted));
        return all.whenComplete((deleted, failure) -> flights.detachMatching(pattern));
    }

    @Override
    public CompletionStage<Boolean> exists(KeyCommand.Exists command) {
        String key = command.key();
        return Stages.then(
                backend.read(key),
                slot -> slot instanceof Stored<S>
                        ? Stages.map(isInvalidated(key, slot), invalidated -> !invalidated)
                        : Stages.map(backend.exist(List.of(key)), answers -> answers.get(0)));
    }

    @Override
    public CompletionStage<Boolean> expire(KeyCommand.Expire command) {
        return detaching(command.key(), backend.expire(command.key(), command.expiresAt()));
    }

    @Override
    public CompletionStage<@Nullable Long> timeToLive(KeyCommand.TimeToLive command) {
        return Stages.map(backend.deadline(command.key()), deadline -> deadline == Backend.MISSING ? null : deadline);
    }

    @Override
    public CompletionStage<Flow.Publisher<String>> scan(KeyCommand.Scan command) {
        return Stages.done(backend.scan(KeyPattern.of(command.pattern()), command.batchSize()));
    }

    @Override
    public CompletionStage<Long> size(KeyCommand.Size command) {
        return backend.size(command.key());
    }

    @Override
    public CompletionStage<Long> increment(NumberCommand.Increment command) {
        InternalKeys.checkStrict(command.key());
        return backend.increment(command.key(), command.by(), command.expiresAt());
    }

    @Override
    public CompletionStage<long[]> getBits(NumberCommand.GetBits command) {
        return backend.bits(command.key(), command.fields());
    }

    @Override
    public CompletionStage<long[]> incrementBits(NumberCommand.IncrementBits command) {
        InternalKeys.checkStrict(command.key());
        return backend.incrementBits(command.key(), command.fields(), command.by());
    }

    @Override
    public CompletionStage<Long> slidingCount(NumberCommand.SlidingCount command) {
        InternalKeys.checkStrict(command.key());
        return backend.addEvent(command.key(), command.windowNanos(), command.limit());
    }

    @Override
    public CompletionStage<Long> addToSet(SetCommand.AddToSet command) {
        InternalKeys.checkStrict(command.key());
        return backend.addToSet(command.key(), command.members(), command.expiresAt());
    }

    @Override
    public CompletionStage<Long> removeFromSet(SetCommand.RemoveFromSet command) {
        return backend.removeFromSet(command.key(), command.members());
    }

    @Override
    public CompletionStage<Set<String>> popFromSet(SetCommand.PopFromSet command) {
        return backend.popFromSet(command.key(), command.count());
    }

    @Override
    public CompletionStage<@Nullable LeaseGrant> acquireLease(LeaseCommand.AcquireLease command) {
        InternalKeys.checkStrict(command.key());
        return backend.acquireLease(command.key(), command.owner(), command.ttlNanos());
    }

    @Override
    public CompletionStage<Boolean> renewLease(LeaseCommand.RenewLease command) {
        return backend.renewLease(command.key(), command.owner(), command.ttlNanos());
    }

    @Override
    public CompletionStage<Boolean> releaseLease(LeaseCommand.ReleaseLease command) {
        return backend.releaseLease(command.key(), command.owner());
    }

    @Override
    public CompletionStage<Boolean> isLeased(LeaseCommand.IsLeased command) {
        return backend.isLeased(command.key());
    }

    @Override
    public CompletionStage<@Nullable TagGenerations> captureTags(TagCommand.CaptureTags command) {
        List<String> tags = command.tags();
        CompletionStage<@Nullable TagGenerations> captured = Stages.map(
                backend.createGenerations(tags, command.ttlNanos()),
                generations -> TagGenerations.of(tags, generations));
        return command.forLoad() ? suppression.capture(captured) : captured;
    }

    @Override
    public CompletionStage<List<String>> tagsOf(TagCommand.TagsOf command) {
        String key = command.key();
        return Stages.then(
                backend.read(key),
                slot -> Stages.map(
                        isInvalidated(key, slot),
                        invalidated -> invalidated || !(slot instanceof Stored<S> stored)
                                ? List.of()
                                : tagsIn(key, stored).tags()));
    }

    /** Detaches the flights as well: those that began before would be joined by callers who come afterwards. */
    @Override
    public CompletionStage<@Nullable Void> deleteTags(TagCommand.DeleteTags command) {
        return backend.endGenerations(command.tags())
                .whenComplete((done, failure) -> flights.detachTagged(command.tags()));
    }

    @Override
    public CompletionStage<@Nullable Void> ping(StoreCommand.Ping command) {
        return backend.ping();
    }

    @Override
    public CompletionStage<Long> count(StoreCommand.Count command) {
        return backend.count();
    }

    @Override
    public CompletionStage<@Nullable Void> clear(StoreCommand.Clear command) {
        flights.detachAll(); // a load that has begun may have nothing yet that could be deleted
        return backend.clear().whenComplete((done, failure) -> flights.detachAll());
    }
}
