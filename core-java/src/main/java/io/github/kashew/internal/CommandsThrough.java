package io.github.kashew.internal;

import io.github.kashew.Commands;
import io.github.kashew.Entry;
import io.github.kashew.KeyCommand;
import io.github.kashew.LeaseCommand;
import io.github.kashew.Lookup;
import io.github.kashew.Middleware;
import io.github.kashew.NumberCommand;
import io.github.kashew.SetCommand;
import io.github.kashew.StoreCommand;
import io.github.kashew.TagCommand;
import io.github.kashew.TagGenerations;
import io.github.kashew.ValueCommand;
import io.github.kashew.spi.LeaseGrant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Carries out every command by way of a pipeline. */
record CommandsThrough(Middleware.Next next) implements Commands {

    @Override
    public <V extends @Nullable Object> CompletionStage<Lookup<V>> get(ValueCommand.Get<V> command) {
        return next.proceed(command);
    }

    @Override
    public <V extends @Nullable Object> CompletionStage<List<Lookup<V>>> getMany(ValueCommand.GetMany<V> command) {
        return next.proceed(command);
    }

    @Override
    public <V extends @Nullable Object> CompletionStage<Flow.Publisher<Map.Entry<String, Entry<V>>>> getMatch(
            ValueCommand.GetMatch<V> command) {
        return next.proceed(command);
    }

    @Override
    public <V extends @Nullable Object> CompletionStage<Boolean> set(ValueCommand.Set<V> command) {
        return next.proceed(command);
    }

    @Override
    public <V extends @Nullable Object> CompletionStage<@Nullable Void> setMany(ValueCommand.SetMany<V> command) {
        return next.proceed(command);
    }

    @Override
    public CompletionStage<@Nullable Object> getRaw(ValueCommand.GetRaw command) {
        return next.proceed(command);
    }

    @Override
    public CompletionStage<@Nullable Void> setRaw(ValueCommand.SetRaw command) {
        return next.proceed(command);
    }

    @Override
    public CompletionStage<Boolean> delete(KeyCommand.Delete command) {
        return next.proceed(command);
    }

    @Override
    public CompletionStage<Long> deleteMany(KeyCommand.DeleteMany command) {
        return next.proceed(command);
    }

    @Override
    public CompletionStage<Long> deleteMatch(KeyCommand.DeleteMatch command) {
        return next.proceed(command);
    }

    @Override
    public CompletionStage<Boolean> exists(KeyCommand.Exists command) {
        return next.proceed(command);
    }

    @Override
    public CompletionStage<Boolean> expire(KeyCommand.Expire command) {
        return next.proceed(command);
    }

    @Override
    public CompletionStage<@Nullable Long> timeToLive(KeyCommand.TimeToLive command) {
        return next.proceed(command);
    }

    @Override
    public CompletionStage<Flow.Publisher<String>> scan(KeyCommand.Scan command) {
        return next.proceed(command);
    }

    @Override
    public CompletionStage<Long> size(KeyCommand.Size command) {
        return next.proceed(command);
    }

    @Override
    public CompletionStage<Long> increment(NumberCommand.Increment command) {
        return next.proceed(command);
    }

    @Override
    public CompletionStage<long[]> getBits(NumberCommand.GetBits command) {
        return next.proceed(command);
    }

    @Override
    public CompletionStage<long[]> incrementBits(NumberCommand.IncrementBits command) {
        return next.proceed(command);
    }

    @Override
    public CompletionStage<Long> slidingCount(NumberCommand.SlidingCount command) {
        return next.proceed(command);
    }

    @Override
    public CompletionStage<Long> addToSet(SetCommand.AddToSet command) {
        return next.proceed(command);
    }

    @Override
    public CompletionStage<Long> removeFromSet(SetCommand.RemoveFromSet command) {
        return next.proceed(command);
    }

    @Override
    public CompletionStage<Set<String>> popFromSet(SetCommand.PopFromSet command) {
        return next.proceed(command);
    }

    @Override
    public CompletionStage<@Nullable LeaseGrant> acquireLease(LeaseCommand.AcquireLease command) {
        return next.proceed(command);
    }

    @Override
    public CompletionStage<Boolean> renewLease(LeaseCommand.RenewLease command) {
        return next.proceed(command);
    }

    @Override
    public CompletionStage<Boolean> releaseLease(LeaseCommand.ReleaseLease command) {
        return next.proceed(command);
    }

    @Override
    public CompletionStage<Boolean> isLeased(LeaseCommand.IsLeased command) {
        return next.proceed(command);
    }

    @Override
    public CompletionStage<@Nullable TagGenerations> captureTags(TagCommand.CaptureTags command) {
        return next.proceed(command);
    }

    @Override
    public CompletionStage<List<String>> tagsOf(TagCommand.TagsOf command) {
        return next.proceed(command);
    }

    @Override
    public CompletionStage<@Nullable Void> deleteTags(TagCommand.DeleteTags command) {
        return next.proceed(command);
    }

    @Override
    public CompletionStage<@Nullable Void> ping(StoreCommand.Ping command) {
        return next.proceed(command);
    }

    @Override
    public CompletionStage<Long> count(StoreCommand.Count command) {
        return next.proceed(command);
    }

    @Override
    public CompletionStage<Long> purge(StoreCommand.Purge command) {
        return next.proceed(command);
    }

    @Override
    public CompletionStage<@Nullable Void> clear(StoreCommand.Clear command) {
        return next.proceed(command);
    }
}
