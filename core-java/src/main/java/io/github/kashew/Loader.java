package io.github.kashew;

import io.github.kashew.async.Stages;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
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

    /**
     * Begins to load on {@code executor}, for a refresh in the background. Cancelling the future of the returned stage
     * cancels the load.
     */
    default CompletionStage<V> loadBy(Executor executor) {
        CompletableFuture<V> loaded = new CompletableFuture<>();
        executor.execute(() -> {
            if (loaded.isDone()) {
                return; // cancelled before it began
            }
            CompletableFuture<V> begun;
            try {
                begun = Objects.requireNonNull(load(), "the loader returned null in place of a stage")
                        .toCompletableFuture();
            } catch (Throwable failure) {
                loaded.completeExceptionally(failure);
                return;
            }
            loaded.whenComplete((value, failure) -> begun.cancel(true));
            begun.whenComplete((value, failure) -> {
                if (failure == null) {
                    loaded.complete(value);
                } else {
                    loaded.completeExceptionally(Stages.unwrap(failure));
                }
            });
        });
        return loaded;
    }
}
