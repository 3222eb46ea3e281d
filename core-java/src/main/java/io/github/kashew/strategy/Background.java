package io.github.kashew.strategy;

import io.github.kashew.Call;
import io.github.kashew.Outcome;
import io.github.kashew.async.Stages;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What one plan does in the background: a limited number of works together. Thread-safe. */
final class Background {

    private final int limit;
    private final AtomicInteger running = new AtomicInteger();

    Background(int limit) {
        this.limit = limit;
    }

    /** Begins {@code work} for the key of {@code call}, unless a load of it is under way or too many others are. */
    <V extends @Nullable Object> void begin(
            Call<V> call, Function<? super Call<V>, CompletionStage<@Nullable Outcome<V>>> work) {
        if (running.get() < limit) {
            call.inBackground(own -> withinLimit(own, work));
        }
    }

    private <V extends @Nullable Object> CompletionStage<@Nullable Outcome<V>> withinLimit(
            Call<V> own, Function<? super Call<V>, CompletionStage<@Nullable Outcome<V>>> work) {
        if (running.incrementAndGet() > limit) {
            running.decrementAndGet();
            return Stages.nothing();
        }
        AtomicBoolean counted = new AtomicBoolean(true);
        Runnable done = () -> {
            if (counted.compareAndSet(true, false)) {
                running.decrementAndGet();
            }
        };
        own.onCancel(done);
        CompletionStage<@Nullable Outcome<V>> stage;
        try {
            stage = work.apply(own);
        } catch (Throwable failure) {
            stage = Stages.failed(failure);
        }
        return Stages.settle(stage, (outcome, failure) -> {
            done.run();
            return failure == null ? Stages.done(outcome) : Stages.failed(failure);
        });
    }
}
