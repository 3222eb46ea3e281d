package io.github.kashew.strategy;

import io.github.kashew.Call;
import io.github.kashew.Entry;
import io.github.kashew.Missing;
import io.github.kashew.PlanSpec;
import io.github.kashew.Step;
import io.github.kashew.Strategy;
import io.github.kashew.async.Stages;
import java.util.concurrent.CompletionStage;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Answers every call with a fresh load, and compares it with what the cache would have answered.
 *
 * <p>What is missing or stale is stored as ever; what is fresh stays as it is until then. A difference is told to a listener,
 * or else logged, at most once a second and with keys at DEBUG only. A load that fails fails the call, and nothing is
 * compared. Callers at the same time share one load. Made by {@link Strategies#shadow()}; immutable, equal by its options.
 */
public final class Shadow implements Strategy {

    private final Comparison comparison;

    Shadow(Comparison comparison) {
        this.comparison = comparison;
    }

    /** Compares by {@code same} in place of equals; it is given the cached value and the fresh one, either may be null. */
    public Shadow withEquality(BiPredicate<? super @Nullable Object, ? super @Nullable Object> same) {
        return new Shadow(comparison.by(same));
    }

    /**
     * Tells {@code listener} of each difference, on the executor of the cache, in place of logging them; what it throws is
     * logged. Thread-safety is up to the listener.
     */
    public Shadow withListener(Consumer<? super Mismatch> listener) {
        return new Shadow(comparison.told(listener));
    }

    @Override
    public <V extends @Nullable Object> Step<V> around(Step<V> inner, PlanSpec<V> plan) {
        Mismatches.requireStored(this, plan);
        return new Shadowing<>(inner, new Mismatches(comparison, plan));
    }

    private record Shadowing<V extends @Nullable Object>(Step<V> inner, Mismatches mismatches) implements Step<V> {

        @Override
        public CompletionStage<V> run(Call<V> call) {
            return Stages.then(call.lookup(), found -> {
                if (!(found instanceof Entry<V> entry)) {
                    return inner.run(call);
                }
                return call.isPast(entry.staleAt())
                        ? inner.run(call.finding(Missing.replacing(entry)))
                        : call.share(() -> compared(call, entry));
            });
        }

        private CompletionStage<V> compared(Call<V> call, Entry<V> cached) {
            Call<V> loading = call.finding(new Missing<>(Missing.Reason.DISABLED, null));
            return Stages.map(inner.run(loading), fresh -> {
                mismatches.compare(call, cached, fresh);
                return fresh;
            });
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other || other instanceof Shadow that && comparison.equals(that.comparison);
    }

    @Override
    public int hashCode() {
        return comparison.hashCode();
    }

    @Override
    public String toString() {
        return "shadow()";
    }
}
