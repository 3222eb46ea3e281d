package io.github.kashew;

import io.github.kashew.key.Args;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * A compiled way to cache one kind of call: type, key template and strategies are settled once, calls run through them.
 *
 * <p>Thread-safe; made to be kept. Each caller owns the stage that it gets: cancelling it leaves the call and touches no
 * other caller. A failure of the loader reaches each caller as it was thrown.
 *
 * @param <V> the type of the value
 */
public interface CachePlan<V extends @Nullable Object> {

    /** Binds the values of one call, in the order in which the template names them. */
    default Args args(@Nullable Object... values) {
        return Args.of(values);
    }

    /**
     * Answers the value of a call, loading it if the cache has none.
     *
     * @throws io.github.kashew.error.InvalidKeyException if a value has no key form or a context value is missing
     * @throws IllegalStateException if this plan has no template
     */
    CompletionStage<V> get(Args args, Loader<V> loader);

    /** As {@link #get(Args, Loader)}, under a key that the caller gives. */
    CompletionStage<V> getAt(String key, Loader<V> loader);

    /**
     * As {@link #getAt(String, Loader)}, with tags of this call beside those of the plan; they are texts, not templates.
     * Calls that share a load carry the tags of the first of them.
     *
     * @throws io.github.kashew.error.InvalidKeyException if a tag is malformed, or there are more than
     *     {@link TagCommand#MOST_TAGS}
     */
    CompletionStage<V> getAt(String key, List<String> tags, Loader<V> loader);

    /** As {@link #get(Args, Loader)} with a loader that blocks or computes; it runs on the cache's executor. */
    CompletionStage<V> load(Args args, Callable<V> loader);

    /**
     * Answers the values of several calls: one look-up for all, then one load for those that nobody has or is loading.
     *
     * <p>The result is in the order of {@code calls}, without those for which the loader brought no value. A failure of
     * one call, loaded or stored, fails the whole stage.
     *
     * @throws IllegalStateException if this plan has no template, or other strategies than one that looks the key up: a
     *     batch has no call that they could go around
     */
    CompletionStage<Map<Args, V>> getAll(Collection<Args> calls, BatchLoader<V> loader);

    /** Answers the entry if the cache has one, be it of a value or of a failure, and never loads; null otherwise. */
    CompletionStage<@Nullable Entry<V>> peek(Args args);

    /**
     * Deletes the entry, and answers whether there was one.
     *
     * <p>A load in flight is detached: it is not stored, and who asks from now on loads anew.
     */
    CompletionStage<Boolean> invalidate(Args args);

    /** Loads and stores whatever is there, and answers the new value; an entry that is there stays until then. */
    CompletionStage<V> refresh(Args args, Loader<V> loader);

    /**
     * Returns the key of a call, with the context values of this thread.
     *
     * @throws io.github.kashew.error.InvalidKeyException if a value has no key form or a context value is missing
     * @throws IllegalStateException if this plan has no template
     */
    String key(Args args);

    /** Returns what this plan was built of. */
    PlanSpec<V> spec();
}
