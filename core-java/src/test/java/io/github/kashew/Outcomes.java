package io.github.kashew;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Looks at stages without waiting for them. */
public final class Outcomes {

    private Outcomes() {}

    /** Returns the value of a stage that has completed normally. */
    public static <V> V value(CompletionStage<V> stage) {
        CompletableFuture<V> future = stage.toCompletableFuture();
        assertThat(future).isDone();
        return future.join();
    }

    /** Returns what a stage has failed with, as {@code whenComplete} on that very stage shows it. */
    public static Throwable failure(CompletionStage<?> stage) {
        Throwable[] seen = new Throwable[1];
        assertThat(stage.toCompletableFuture()).isCompletedExceptionally();
        stage.whenComplete((value, failure) -> seen[0] = failure);
        return seen[0];
    }
}
