package io.github.kashew;

import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Loads the value of one call.
 *
 * <p>It is called on the thread of the caller that missed, once for all who wait for the same value, with the
 * {@link CacheContext} of that caller. Its failure reaches every one of them as it was thrown. When the last of them has
 * left, the future of the returned stage is cancelled.
 *
 * @param <V> the type of the value
 */
@FunctionalInterface
public interface Loader<V extends @Nullable Object> {

    /** Begins to load. A null stage is refused; a stage of null brings null. */
    CompletionStage<V> load() throws Exception;
}
