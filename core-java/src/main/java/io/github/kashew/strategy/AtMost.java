package io.github.kashew.strategy;

import io.github.kashew.Call;
import io.github.kashew.Outcome;
import io.github.kashew.async.Stages;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Work in the background of one plan, of which a limited number runs at once. Thread-safe. */
final class AtMost {

    private final int limit;
    private final AtomicInteger running = new AtomicInteger();

    AtMost(int limit) {
        this.limit = limit;
    }

    /** Begins {@code work} as {@link Call#inBackground}, unless too much of it is under way. */
    <V extends @Nullable Object> void begin(
            Call<V> call, Function<Call<V>, ? extends CompletionStage<@Nullable Outcome<V>>> work) {
        if (running.get() < limit) {
            call.inBackground(own -> within(own, work));
        }
    }

    private <V extends @Nullable Object> CompletionStage<@Nullable Outcome<V>> within(
            Call<V> own, Function<Call<V>, ? extends CompletionStage<@Nullable Outcome<V>>> work) {
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
        return Stages.settle(work.apply(own), (outcome, failure) -> {
            done.run();
            return failure == null ? Stages.done(outcome) : Stages.failed(failure);
        });
    }
}
