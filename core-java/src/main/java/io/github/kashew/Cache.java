package io.github.kashew;

import io.github.kashew.internal.RoutedCache;
import io.github.kashew.key.KeyFormats;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A cache: values by key, in the stores that its routes name.
 *
 * <p>Every operation answers with a stage and never blocks. A memory hit is answered by a stage that is complete. Cached
 * values are shared with everybody who reads them from memory, so treat them as immutable. Thread-safe.
 *
 * <pre>{@code
 * Cache cache = Cache.open("mem://?size=10000");
 *
 * CachePlan<User> users = cache.plan(User.class)
 *         .key("user:{id}")
 *         .through(simple("1h"))
 *         .build();
 *
 * CompletionStage<User> user = users.get(users.args(42), () -> repository.find(42));
 * }</pre>
 */
public interface Cache
        extends ValueOperations,
                KeyOperations,
                NumberOperations,
                SetOperations,
                LeaseOperations,
                TagOperations,
                StoreOperations,
                DetectionOperations,
                SwitchOperations,
                CallbackOperations,
                AutoCloseable {

    /** Returns a builder without routes. */
    static CacheBuilder builder() {
        return new CacheBuilder(RoutedCache::open);
    }

    /**
     * Opens a cache with one route for all keys.
     *
     * @param url for example {@code "mem://?size=10000"}
     * @throws io.github.kashew.error.NotConfiguredException if the URL is refused; the message says why
     */
    static Cache open(String url) {
        return builder().route("", url).build();
    }

    /**
     * Runs {@code block}, whose operations on the {@link Transaction} that it is given are written together when its stage
     * completes, and dropped when it fails or the returned stage is cancelled.
     *
     * <p>Answers what the block answers, once it is written. Inside another transaction on this cache, as
     * {@link CacheContext#transaction} tells, the block becomes a part of that: it is written with the outer one, and if it
     * fails, the outer one can no longer be committed unless it is told to {@linkplain Transaction#rollback() roll back}.
     *
     * <p>Fails with {@link io.github.kashew.error.TransactionConflictException} after a conflict that {@code retries} do not
     * settle, with {@link io.github.kashew.error.TransactionRolledBackException} after the timeout, with
     * {@link io.github.kashew.error.LockedException} if a lease does not become free in time, and as the block fails.
     *
     * @throws IllegalStateException if an inner block asks for a stronger mode than the outer one has
     */
    <R extends @Nullable Object> CompletionStage<R> transaction(
            TransactionOptions options, Function<? super Transaction, ? extends CompletionStage<R>> block);

    /** As {@link #transaction(TransactionOptions, Function)}, with a timeout of 10 seconds and without retries. */
    default <R extends @Nullable Object> CompletionStage<R> transaction(
            TransactionMode mode, Function<? super Transaction, ? extends CompletionStage<R>> block) {
        return transaction(TransactionOptions.of(mode), block);
    }

    /** Begins a plan for values of {@code type}. */
    <V> PlanBuilder<V> plan(Class<V> type);

    /** Begins a plan for values of a type with generic arguments, or that may be null. */
    <V extends @Nullable Object> PlanBuilder<V> plan(TypeRef<V> type);

    /** Begins a cached stream of elements of {@code type}. */
    <T> StreamBuilder<T> stream(Class<T> type);

    /** Begins a cached stream of elements of a type with generic arguments. */
    <T> StreamBuilder<T> stream(TypeRef<T> type);

    /**
     * Answers the value of {@code key}, loading and storing it for {@code ttl} if there is none.
     *
     * <p>Callers at the same time share one load. For a call that is made often, keep a {@link CachePlan}.
     */
    <V> CompletionStage<V> getOrLoad(String key, Class<V> type, Ttl ttl, Loader<V> loader);

    /**
     * Returns the Bloom filter of what {@code template} makes of the values of a call; see {@link BloomFilter}.
     *
     * @param template as of a plan, for example {@code "users:{id}"}; its text names the filter and decides the route
     * @throws io.github.kashew.error.InvalidKeyException if the template is malformed
     */
    BloomFilter bloomFilter(String template, BloomSize size);

    /**
     * Returns a pair of Bloom filters that learn answers of yes and no; see {@link DualBloomFilter}.
     *
     * @param template as of {@link #bloomFilter}
     * @param yes the size of the filter of answers that are yes
     * @param no the size of the other
     * @throws io.github.kashew.error.InvalidKeyException if the template is malformed
     * @throws IllegalArgumentException if both take more than {@link BloomSize#MOST_BITS}
     */
    DualBloomFilter dualBloomFilter(String template, BloomSize yes, BloomSize no);

    /** Returns what has been counted since this cache was opened. */
    CacheStatistics statistics();

    /** Returns the functions and type formats by which values become part of keys. */
    KeyFormats keyFormats();

    /** Returns the name of this cache, for messages. */
    String name();

    /**
     * Fails the calls that wait, cancels the loads that run, and releases what the stores hold. Operations afterwards
     * throw {@link io.github.kashew.error.CacheException}. Closing twice does nothing.
     */
    @Override
    void close();
}
