package io.github.kashew.internal;

import io.github.kashew.Commands;
import io.github.kashew.Entry;
import io.github.kashew.KeyCommand;
import io.github.kashew.LeaseCommand;
import io.github.kashew.Lookup;
import io.github.kashew.Missing;
import io.github.kashew.NumberCommand;
import io.github.kashew.SetCommand;
import io.github.kashew.StoreCommand;
import io.github.kashew.TagCommand;
import io.github.kashew.TagGenerations;
import io.github.kashew.ValueCommand;
import io.github.kashew.async.Done;
import io.github.kashew.async.IteratorPublisher;
import io.github.kashew.async.Stages;
import io.github.kashew.spi.Backend;
import io.github.kashew.spi.CacheClock;
import io.github.kashew.spi.LeaseGrant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * Answers as a store that is empty and takes nothing. Leases are granted and held by nobody: whoever works under one works.
 *
 * @param backend tells the time
 */
record SwitchedOff(Backend<?> backend) implements Commands {

    private static final CompletionStage<Boolean> YES = Done.of(true);
    private static final CompletionStage<Boolean> NO = Done.of(false);
    private static final CompletionStage<Long> ZERO = Done.of(0L);

    /** Returns a grant by the time of the store, so that fencing numbers rise as they do when leases are held. */
    LeaseGrant grant(long ttlNanos) {
        long now = backend.now();
        return new LeaseGrant(now, CacheClock.saturatedSum(now, ttlNanos));
    }

    private static <T> Flow.Publisher<T> nothing() {
        return new IteratorPublisher<>(Collections::emptyIterator);
    }

    @Override
    public <V extends @Nullable Object> CompletionStage<Lookup<V>> get(ValueCommand.Get<V> command) {
        return Stages.done(new Missing<>(Missing.Reason.DISABLED, null));
    }

    @Override
    public <V extends @Nullable Object> CompletionStage<List<Lookup<V>>> getMany(ValueCommand.GetMany<V> command) {
        return Stages.done(Collections.nCopies(command.keys().size(), new Missing<>(Missing.Reason.DISABLED, null)));
    }

    @Override
    public <V extends @Nullable Object> CompletionStage<Flow.Publisher<Map.Entry<String, Entry<V>>>> getMatch(
            ValueCommand.GetMatch<V> command) {
        return Stages.done(nothing());
    }

    @Override
    public <V extends @Nullable Object> CompletionStage<Boolean> set(ValueCommand.Set<V> command) {
        return NO;
    }

    @Override
    public <V extends @Nullable Object> CompletionStage<@Nullable Void> setMany(ValueCommand.SetMany<V> command) {
        return Stages.nothing();
    }

    @Override
    public CompletionStage<@Nullable Object> getRaw(ValueCommand.GetRaw command) {
        return Stages.nothing();
    }

    @Override
    public CompletionStage<@Nullable Void> setRaw(ValueCommand.SetRaw command) {
        return Stages.nothing();
    }

    @Override
    public CompletionStage<Boolean> delete(KeyCommand.Delete command) {
        return NO;
    }

    @Override
    public CompletionStage<Long> deleteMany(KeyCommand.DeleteMany command) {
        return ZERO;
    }

    @Override
    public CompletionStage<Long> deleteMatch(KeyCommand.DeleteMatch command) {
        return ZERO;
    }

    @Override
    public CompletionStage<Boolean> exists(KeyCommand.Exists command) {
        return NO;
    }

    @Override
    public CompletionStage<Boolean> expire(KeyCommand.Expire command) {
        return NO;
    }

    @Override
    public CompletionStage<@Nullable Long> timeToLive(KeyCommand.TimeToLive command) {
        return Stages.nothing();
    }

    @Override
    public CompletionStage<Flow.Publisher<String>> scan(KeyCommand.Scan command) {
        return Stages.done(nothing());
    }

    @Override
    public CompletionStage<Long> size(KeyCommand.Size command) {
        return ZERO;
    }

    @Override
    public CompletionStage<Long> increment(NumberCommand.Increment command) {
        return ZERO;
    }

    @Override
    public CompletionStage<long[]> getBits(NumberCommand.GetBits command) {
        return Stages.done(new long[command.fields().indexes().length]);
    }

    @Override
    public CompletionStage<long[]> incrementBits(NumberCommand.IncrementBits command) {
        return Stages.done(new long[command.fields().indexes().length]);
    }

    @Override
    public CompletionStage<Long> slidingCount(NumberCommand.SlidingCount command) {
        return ZERO;
    }

    @Override
    public CompletionStage<Long> addToSet(SetCommand.AddToSet command) {
        return ZERO;
    }

    @Override
    public CompletionStage<Long> removeFromSet(SetCommand.RemoveFromSet command) {
        return ZERO;
    }

    @Override
    public CompletionStage<Set<String>> popFromSet(SetCommand.PopFromSet command) {
        return Stages.done(Set.of());
    }

    @Override
    public CompletionStage<@Nullable LeaseGrant> acquireLease(LeaseCommand.AcquireLease command) {
        return Stages.done(grant(command.ttlNanos()));
    }

    @Override
    public CompletionStage<Boolean> renewLease(LeaseCommand.RenewLease command) {
        return YES;
    }

    @Override
    public CompletionStage<Boolean> releaseLease(LeaseCommand.ReleaseLease command) {
        return YES;
    }

    @Override
    public CompletionStage<Boolean> isLeased(LeaseCommand.IsLeased command) {
        return NO;
    }

    @Override
    public CompletionStage<@Nullable TagGenerations> captureTags(TagCommand.CaptureTags command) {
        return Stages.nothing();
    }

    @Override
    public CompletionStage<List<String>> tagsOf(TagCommand.TagsOf command) {
        return Stages.done(List.of());
    }

    @Override
    public CompletionStage<@Nullable Void> deleteTags(TagCommand.DeleteTags command) {
        return Stages.nothing();
    }

    @Override
    public CompletionStage<@Nullable Void> ping(StoreCommand.Ping command) {
        return Stages.nothing();
    }

    @Override
    public CompletionStage<Long> count(StoreCommand.Count command) {
        return ZERO;
    }

    @Override
    public CompletionStage<Long> purge(StoreCommand.Purge command) {
        return ZERO;
    }

    @Override
    public CompletionStage<@Nullable Void> clear(StoreCommand.Clear command) {
        return Stages.nothing();
    }
}
