package io.github.kashew;

import io.github.kashew.key.Args;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One running call of a plan, as its steps see it.
 *
 * <p>Thread-safe. A call is over when the stage that it was answered with completes or is cancelled.
 *
 * @param <V> the type of the value
 */
public interface Call<V extends @Nullable Object> {

    /** Returns the values of the call; empty where the call gave its key itself. */
    Args args();

    /** Returns the rendered key. */
    String key();

    /** Returns the scope of the caller. */
    CacheContext context();

    /**
     * Returns a key of the store for a strategy's own use, which no key of a user can equal and no pattern matches.
     *
     * @param purpose a word that tells strategies apart, such as {@code rate}
     * @param subject the key that it is about, {@link #key()} for this call; it decides the route
     */
    String ownKey(String purpose, String subject);

    /** Returns the key of the copy that outlives the entry of this call; it is deleted whenever {@link #key()} is. */
    String copyKey();

    /** Looks the copy up. */
    CompletionStage<Lookup<V>> lookupCopy();

    /** Stores the copy, unless the key was changed during the load that brought it; answers whether it was stored. */
    CompletionStage<Boolean> storeCopy(Entry<V> copy);

    /** Returns the way to the store, for steps that keep something of their own. */
    Commands commands();

    /** Tells whether other processes may use the store of the key; if not, flights suffice where leases would be taken. */
    boolean isShared();

    /** Tells whether the entries of this call carry tags. */
    boolean isTagged();

    /** Returns the time of the key's route, in nanoseconds since the epoch. */
    long now();

    /** Tells whether {@code deadline} has passed at {@link #now()}; cheaper than asking for the time. */
    boolean isPast(long deadline);

    /** Looks the key up; the look-up that the plan made for this call is answered once more at no cost. */
    CompletionStage<Lookup<V>> lookup();

    /** Looks the key up anew, for those who have waited; later look-ups of this call answer the same. */
    CompletionStage<Lookup<V>> lookupAgain();

    /** Acquires a lease, as {@link LeaseOperations#lease}; the key may be one of {@link #ownKey}. */
    CompletionStage<Lease> lease(String key, Ttl ttl, Duration wait);

    /**
     * Runs {@code undo} when this call is cancelled: its caller has left, or everybody who shares it has. At once if that
     * has happened already; never when the call ends otherwise.
     */
    void onCancel(Runnable undo);

    /**
     * Runs {@code task} on the executor of the cache when {@code delay} has passed.
     *
     * @return calls it off; does nothing once it has begun
     */
    Runnable schedule(Runnable task, Duration delay);

    /**
     * Runs {@code work} once for all calls of this plan that want the same key at the same time, and answers each.
     *
     * <p>Who joins gets what the first one's work brings. If another flight has landed since this call looked the key
     * up, the key is looked up again first and the work may not be needed. A plan without single-flight runs the work for
     * each call, and so does a call that leads a flight already. Leaving the call leaves the flight; see {@link PlanBuilder#onLastLeave}.
     */
    CompletionStage<V> share(Supplier<CompletionStage<V>> work);

    /**
     * As {@link #share(Supplier)}, for work that may find out that it is not needed: where it answers null, nothing is
     * answered to those who have joined, and each of them goes on with its own {@code otherwise}.
     */
    CompletionStage<V> share(
            Supplier<CompletionStage<@Nullable Outcome<V>>> work, Supplier<CompletionStage<V>> otherwise);

    /**
     * Lets the cache itself make a call of this key, for which nobody waits, unless a load of the key is under way.
     *
     * <p>{@code work} gets that call, on the thread of the caller; its loader runs on the executor of the cache. The work
     * answers what was loaded, or null if nothing was, so that those who have joined begin anew. It ends by itself, at the
     * plan's load timeout, or with the cache.
     */
    void inBackground(Function<? super Call<V>, ? extends CompletionStage<@Nullable Outcome<V>>> work);

    /** Runs the loader. A failure, thrown or in the stage, is a failure of the returned stage. */
    CompletionStage<V> load();

    /**
     * Tells, after an answer, whether it was not loaded as a whole: the loader has not succeeded, or a cached call that it
     * made answered without loading.
     */
    boolean isReusing();

    /**
     * Returns this call with look-ups, of the copy too, that answer {@code instead}, so that what runs with it loads. What
     * it stores goes by {@link Missing#storable}: nothing if that is null. A copy is stored only if that {@linkplain
     * Missing#isReplaceable replaces} what is there.
     */
    Call<V> finding(Missing<V> instead);

    /** Returns the executor of the cache, for code of the application. */
    Executor executor();

    /** Notes that the call is answered with an entry that was found, for statistics and for those who detect. */
    void serves(Entry<V> entry);

    /**
     * Notes that the call is answered with an older value in place of a failure, for statistics and for those who detect.
     *
     * @param by the strategy that does so
     */
    void covers(Throwable failure, Entry<V> older, Object by);

    /**
     * Stores what was loaded if nothing newer has come since {@code seen}; answers whether it was stored.
     *
     * <p>Trouble of the store is not trouble of the call: where the route suppresses it, false is answered.
     */
    CompletionStage<Boolean> store(Entry<V> entry, Lookup<V> seen);

    /**
     * Lets an entry that was found grow stale only at {@code staleAt}; answers whether it is still what the key holds.
     *
     * <p>Whoever loads at the same time may still replace it. Trouble of the store is answered with false, as in
     * {@link #store}.
     */
    CompletionStage<Boolean> postpone(Entry<V> found, long staleAt);
}
