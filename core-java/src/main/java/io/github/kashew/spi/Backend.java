package io.github.kashew.spi;

import io.github.kashew.error.BackendException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * Storage for the keys of one route.
 *
 * <h2>Small interface</h2>
 *
 * <p>A backend moves opaque records. It knows no types, codecs or strategies. It never blocks its caller,
 * never retries what is not idempotent, and completes its stages on threads of its own or on the caller's.
 *
 * <h2>Contract</h2>
 *
 * <ul>
 *   <li>A record whose deadline has passed does not exist, whatever the command.
 *   <li>Each single-key operation is atomic. Results of many-key operations keep the order of the keys.
 *   <li>A write without a deadline clears the deadline that was there.
 *   <li>A key holds one kind of thing: a record, a counter, bits, a set or a window. Operations of another kind fail
 *       with {@link BackendException}; reads of records see the other kinds as absent, except counters, which read as a
 *       record of their number; writes and deletions replace and remove any kind.
 *   <li>Leases and tag generations live where no key can reach them.
 *   <li>Trouble of the storage is a stage that failed with {@link BackendException}.
 * </ul>
 *
 * <p>Implementations are thread-safe. Those outside Kashew prove themselves with the {@code BackendContract} of the
 * test kit.
 *
 * @param <S> the stored form: {@code Object} for live objects, {@code byte[]} for encoded ones
 */
public interface Backend<S> extends CounterStorage, SetStorage, LeaseStorage, TagStorage, AutoCloseable {

    /** Returns {@code Object.class} or {@code byte[].class}. */
    Class<S> form();

    /**
     * Returns the time by which this backend judges deadlines, in nanoseconds since the epoch.
     *
     * <p>It may be the time of a server, as last measured.
     */
    long now();

    /** Tells whether {@code deadline} has passed at {@link #now()}; cheaper than asking for the time. */
    default boolean isPast(long deadline) {
        return deadline != Stored.NEVER && now() >= deadline;
    }

    /** Tells whether other processes may use the same storage, so that they are to be reckoned with. */
    default boolean isShared() {
        return true;
    }

    /** Reads one record, or its absence with the epoch of its slot. */
    CompletionStage<Slot<S>> read(String key);

    /**
     * Answers the record of a key if that takes neither waiting nor a hand-over to another thread; null where it does, and
     * where there is none.
     *
     * <p>A hint that saves a hit in memory its stage: whoever gets null asks by {@link #read(String)}.
     */
    default @Nullable Stored<S> readNow(String key) {
        return null;
    }

    /** Reads several records at once, in the order of the keys; duplicates are legal. */
    CompletionStage<List<Slot<S>>> readAll(List<String> keys);

    /** Reads one record and the generations of {@code tags} as of one moment. */
    CompletionStage<TaggedSlot<S>> read(String key, List<String> tags);

    /** Writes one record if {@code condition} holds; answers whether it did. */
    CompletionStage<Boolean> write(String key, Stored<S> stored, WriteCondition condition);

    /** Writes several records, each as by {@link #write} without a condition. */
    CompletionStage<Void> writeAll(Map<String, ? extends Stored<S>> records);

    /** Deletes what the keys hold, of any kind, and raises their epochs; answers how many held something. */
    CompletionStage<Long> delete(Collection<String> keys);

    /** Deletes every key that matches; answers how many held something. */
    CompletionStage<Long> deleteMatching(KeyPattern pattern);

    /** Tells for each key whether it holds something of any kind. */
    CompletionStage<List<Boolean>> exist(List<String> keys);

    /** Sets or (with {@link Stored#NEVER}) clears the deadline; one that has passed deletes. Answers whether the key existed. */
    CompletionStage<Boolean> expire(String key, long deadline);

    /** Answers the deadline of a key of any kind, {@link Stored#NEVER}, or {@link #MISSING}. */
    CompletionStage<Long> deadline(String key);

    /** The deadline of a key that does not exist. */
    long MISSING = Long.MIN_VALUE;

    /** Publishes the matching keys of any kind, each at least once; keys written meanwhile may be missing. */
    Flow.Publisher<String> scan(KeyPattern pattern, int batchSize);

    /** Publishes the records (and counters) at matching keys, as {@link #scan} finds them. */
    Flow.Publisher<KeyedRecord<S>> scanRecords(KeyPattern pattern, int batchSize);

    /** Answers the approximate size of what a key holds, in bytes; 0 if it does not exist. */
    CompletionStage<Long> size(String key);

    /** Answers how many keys there are; may include some that have expired and are not yet swept. */
    CompletionStage<Long> count();

    /** Deletes everything that this route's backend holds, and nothing that is not its own. */
    CompletionStage<Void> clear();

    /** Completes when the storage answers; fails with {@link BackendException} when it does not. */
    CompletionStage<Void> ping();

    /** Reads what a key holds, of any kind; members of a set are read as of one moment. */
    CompletionStage<Content<S>> content(String key);

    /**
     * Carries out {@code changes} if all {@code checks} hold; answers whether they did, false if nothing was changed.
     *
     * <p>What lies together (in memory everything, on disk a shard, in Redis a server or a slot of a cluster) is checked and
     * changed as one, or not at all. Where that is several, all of it is checked before any of it is changed. A backend that
     * does not override this does one step after the other: whoever reads meanwhile may see some of them, a failure ends
     * the row, and a tag gets no generation that was chosen elsewhere.
     */
    default CompletionStage<Boolean> commit(List<Check> checks, List<Change<S>> changes) {
        return new OneByOne<>(this).commit(checks, changes);
    }

    /**
     * Tells whether {@link #commit} would check and change all of this as one, which nobody else's commit comes between.
     */
    default boolean commitsAsOne(List<Check> checks, List<Change<S>> changes) {
        return false;
    }

    /** Releases threads, connections and files. Closing twice does nothing. */
    @Override
    void close();
}
