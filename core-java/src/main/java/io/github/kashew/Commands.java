package io.github.kashew;

import io.github.kashew.spi.LeaseGrant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * Something that carries out commands: one method each.
 *
 * <p>Implementations are thread-safe.
 */
public interface Commands {

    /** See {@link ValueCommand.Get}. */
    <V extends @Nullable Object> CompletionStage<Lookup<V>> get(ValueCommand.Get<V> command);

    /** See {@link ValueCommand.GetMany}. */
    <V extends @Nullable Object> CompletionStage<List<Lookup<V>>> getMany(ValueCommand.GetMany<V> command);

    /** See {@link ValueCommand.GetMatch}. */
    <V extends @Nullable Object> CompletionStage<Flow.Publisher<Map.Entry<String, Entry<V>>>> getMatch(
            ValueCommand.GetMatch<V> command);

    /** See {@link ValueCommand.Set}. */
    <V extends @Nullable Object> CompletionStage<Boolean> set(ValueCommand.Set<V> command);

    /** See {@link ValueCommand.SetMany}. */
    <V extends @Nullable Object> CompletionStage<@Nullable Void> setMany(ValueCommand.SetMany<V> command);

    /** See {@link ValueCommand.GetRaw}. */
    CompletionStage<@Nullable Object> getRaw(ValueCommand.GetRaw command);

    /** See {@link ValueCommand.SetRaw}. */
    CompletionStage<@Nullable Void> setRaw(ValueCommand.SetRaw command);

    /** See {@link KeyCommand.Delete}. */
    CompletionStage<Boolean> delete(KeyCommand.Delete command);

    /** See {@link KeyCommand.DeleteMany}. */
    CompletionStage<Long> deleteMany(KeyCommand.DeleteMany command);

    /** See {@link KeyCommand.DeleteMatch}. */
    CompletionStage<Long> deleteMatch(KeyCommand.DeleteMatch command);

    /** See {@link KeyCommand.Exists}. */
    CompletionStage<Boolean> exists(KeyCommand.Exists command);

    /** See {@link KeyCommand.Expire}. */
    CompletionStage<Boolean> expire(KeyCommand.Expire command);

    /** See {@link KeyCommand.TimeToLive}. */
    CompletionStage<@Nullable Long> timeToLive(KeyCommand.TimeToLive command);

    /** See {@link KeyCommand.Scan}. */
    CompletionStage<Flow.Publisher<String>> scan(KeyCommand.Scan command);

    /** See {@link KeyCommand.Size}. */
    CompletionStage<Long> size(KeyCommand.Size command);

    /** See {@link NumberCommand.Increment}. */
    CompletionStage<Long> increment(NumberCommand.Increment command);

    /** See {@link NumberCommand.GetBits}. */
    CompletionStage<long[]> getBits(NumberCommand.GetBits command);

    /** See {@link NumberCommand.IncrementBits}. */
    CompletionStage<long[]> incrementBits(NumberCommand.IncrementBits command);

    /** See {@link NumberCommand.SlidingCount}. */
    CompletionStage<Long> slidingCount(NumberCommand.SlidingCount command);

    /** See {@link SetCommand.AddToSet}. */
    CompletionStage<Long> addToSet(SetCommand.AddToSet command);

    /** See {@link SetCommand.RemoveFromSet}. */
    CompletionStage<Long> removeFromSet(SetCommand.RemoveFromSet command);

    /** See {@link SetCommand.PopFromSet}. */
    CompletionStage<Set<String>> popFromSet(SetCommand.PopFromSet command);

    /** See {@link LeaseCommand.AcquireLease}. */
    CompletionStage<@Nullable LeaseGrant> acquireLease(LeaseCommand.AcquireLease command);

    /** See {@link LeaseCommand.RenewLease}. */
    CompletionStage<Boolean> renewLease(LeaseCommand.RenewLease command);

    /** See {@link LeaseCommand.ReleaseLease}. */
    CompletionStage<Boolean> releaseLease(LeaseCommand.ReleaseLease command);

    /** See {@link LeaseCommand.IsLeased}. */
    CompletionStage<Boolean> isLeased(LeaseCommand.IsLeased command);

    /** See {@link TagCommand.CaptureTags}. */
    CompletionStage<@Nullable TagGenerations> captureTags(TagCommand.CaptureTags command);

    /** See {@link TagCommand.TagsOf}. */
    CompletionStage<List<String>> tagsOf(TagCommand.TagsOf command);

    /** See {@link TagCommand.DeleteTags}. */
    CompletionStage<@Nullable Void> deleteTags(TagCommand.DeleteTags command);

    /** See {@link StoreCommand.Ping}. */
    CompletionStage<@Nullable Void> ping(StoreCommand.Ping command);

    /** See {@link StoreCommand.Count}. */
    CompletionStage<Long> count(StoreCommand.Count command);

    /** See {@link StoreCommand.Purge}. */
    CompletionStage<Long> purge(StoreCommand.Purge command);

    /** See {@link StoreCommand.Clear}. */
    CompletionStage<@Nullable Void> clear(StoreCommand.Clear command);
}
