package io.github.kashew.internal;

import io.github.kashew.async.Stages;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The future of one caller of a chain of steps; leaving it leaves the flight that the call is on. */
final class Answer<V extends @Nullable Object> extends CompletableFuture<V> {

    private final PlanCall<V> call;

    Answer(CompletionStage<V> stage, PlanCall<V> call) {
        this.call = call;
        stage.handle((value, failure) ->
                failure == null ? super.complete(value) : super.completeExceptionally(Stages.unwrap(failure)));
    }

    @Override
    public boolean complete(V value) {
        boolean completed = super.complete(value);
        if (completed) {
            call.leave();
        }
        return completed;
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        boolean cancelled = super.cancel(mayInterruptIfRunning);
        if (cancelled) {
            call.leave();
        }
        return cancelled;
    }

    @Override
    public boolean completeExceptionally(Throwable failure) {
        boolean completed = super.completeExceptionally(failure);
        if (completed) {
            call.leave();
        }
        return completed;
    }
}
