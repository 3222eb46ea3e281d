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
import java.util.stream.Stream;
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
    final TagCheck tagCheck;

    Store(Backend<S> backend, Flights flights, Suppression suppression) {
        this.backend = backend;
        this.flights = flights;
        this.suppression = suppression;
        this.tagCheck = new TagCheck(backend);
    }

    /** Returns the same in front of another backend of the same form. */
    abstract Store<S> over(Backend<S> other, Flights otherFlights);

    /** Returns the tags that a record of {@code key} carries. */
    abstract TagGenerations tagsIn(String key, Stored<S> stored);

    /** Tells whether no tag of what a slot holds has been deleted since; asks for nothing where there are no tags. */
    private CompletionStage<Boolean> isValid(String key, Slot<S> slot) {
        return tagCheck.isCurrent(slot instanceof Stored<S> stored ? tagsIn(key, stored) : TagGenerations.NONE);
    }

    /** Writes if {@code condition} holds, to which an invalidated entry is an absent one. */
    final CompletionStage<Boolean> write(String key, Stored<S> stored, WriteCondition condition) {
        if (condition != WriteCondition.IF_ABSENT && condition != WriteCondition.IF_PRESENT) {
            return backend.write(key, stored, condition);
        }
        ConditionalWrite<S> write = new ConditionalWrite<>(backend, tagCheck, seen -> tagsIn(key, seen), key, stored);
        return condition == WriteCondition.IF_ABSENT ? write.ifAbsent() : write.ifPresent();
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
                        ? isValid(key, slot)
                        : Stages.map(backend.exist(List.of(key)), answers -> answers.get(0)));
    }

    @Override
    public CompletionStage<Boolean> expire(KeyCommand.Expire command) {
        String key = command.key();
        long deadline = command.expiresAt();
        return detaching(
                key,
                Stages.then(
                        backend.expire(key, deadline),
                        existed -> !existed || backend.isPast(deadline)
                                ? Stages.done(existed)
                                : Stages.then(
                                        backend.read(key),
                                        slot -> Stages.map(lastingUntil(deadline, key, slot), lasting -> true))));
    }

    /** Lets the tags of what a slot holds live long enough for a deadline. */
    final CompletionStage<@Nullable TagGenerations> lastingUntil(long deadline, String key, Slot<S> slot) {
        List<String> tags =
                slot instanceof Stored<S> stored ? tagsIn(key, stored).tags() : List.of();
        return create(tags, TagGenerations.lifetimeFor(deadline, backend.now()));
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
        CompletionStage<@Nullable TagGenerations> named = create(tags, command.ttlNanos());
        CompletionStage<@Nullable TagGenerations> captured = command.anyDeletion()
                ? Stages.then(
                        named,
                        first -> Stages.map(
                                create(List.of(InternalKeys.ANY_TAG), command.ttlNanos()),
                                any -> first == null || any == null ? any : first.and(any)))
                : named;
        return command.forLoad() ? suppression.capture(captured) : captured;
    }

    private CompletionStage<@Nullable TagGenerations> create(List<String> tags, long ttlNanos) {
        return tags.isEmpty()
                ? Stages.done(TagGenerations.NONE)
                : Stages.map(
                        backend.createGenerations(tags, ttlNanos), generations -> TagGenerations.of(tags, generations));
    }

    @Override
    public CompletionStage<List<String>> tagsOf(TagCommand.TagsOf command) {
        String key = command.key();
        return Stages.then(
                backend.read(key),
                slot -> Stages.map(
                        isValid(key, slot),
                        valid -> valid && slot instanceof Stored<S> stored
                                ? tagsIn(key, stored).tags()
                                : List.of()));
    }

    /**
     * Before the tags ends the one that each deletion ends: a load whose tags come of its value looks at it last.
     *
     * <p>Detaches the flights as well: those that began before would be joined by callers who come afterwards.
     */
    @Override
    public CompletionStage<@Nullable Void> deleteTags(TagCommand.DeleteTags command) {
        List<String> ended = Stream.concat(Stream.of(InternalKeys.ANY_TAG), command.tags().stream())
                .toList();
        return backend.endGenerations(ended).whenComplete((done, failure) -> flights.detachTagged(ended));
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
    public CompletionStage<Long> purge(StoreCommand.Purge command) {
        return new Purge<>(backend, tagCheck, this::tagsIn).run();
    }

    @Override
    public CompletionStage<@Nullable Void> clear(StoreCommand.Clear command) {
        flights.detachAll(); // a load that has begun may have nothing yet that could be deleted
        return backend.clear().whenComplete((done, failure) -> flights.detachAll());
    }
}
