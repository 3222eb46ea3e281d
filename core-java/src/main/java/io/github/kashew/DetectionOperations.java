package io.github.kashew;

import io.github.kashew.async.Stages;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Finding out which answers came from the cache, and why. */
public interface DetectionOperations {

    /** Returns a record of answers that is in force nowhere yet; see {@link CacheContext#detecting}. */
    Detections detections();

    /**
     * Records what the plans of this cache answer on this thread, until the result is closed.
     *
     * <pre>{@code
     * try (Detections seen = cache.detect()) {
     *     render(page);
     *     seen.answers().forEach(System.out::println);
     * }
     * }</pre>
     */
    default Detections detect() {
        return detections().open();
    }

    /**
     * Makes a call and tells how it came to its answer. The stage never fails because the call does; leaving it does not
     * leave the call.
     */
    default <V extends @Nullable Object> CompletionStage<Explanation<V>> explain(
            Supplier<? extends CompletionStage<V>> call) {
        Detections seen = detections();
        CompletionStage<V> answer;
        try (CacheContext.Scope scope = CacheContext.current().detecting(seen).open()) {
            answer = call.get();
        } catch (RuntimeException thrown) {
            answer = Stages.failed(thrown);
        }
        return Stages.settle(
                answer, (value, failure) -> Stages.done(new Explanation<>(value, failure, seen.answers())));
    }
}
