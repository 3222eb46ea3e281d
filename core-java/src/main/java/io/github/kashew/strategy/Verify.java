package io.github.kashew.strategy;

import io.github.kashew.Call;
import io.github.kashew.Entry;
import io.github.kashew.Missing;
import io.github.kashew.Outcome;
import io.github.kashew.PlanSpec;
import io.github.kashew.Step;
import io.github.kashew.Strategy;
import io.github.kashew.async.Stages;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Loads anew in the background on some hits, and compares what the cache has answered with that.
 *
 * <p>The caller gets the cached answer at once, and what is stored is not changed. The load goes through all that is inside:
 * limits and bulkheads count it. A difference is told to a listener, or else logged, at most once a second and with keys at
 * DEBUG only; it is none if the key was written or deleted meanwhile. A load that fails says nothing. At most one
 * verification of a key runs at a time, and a limited number of a plan. Made by {@link Strategies#verify(double)}; immutable,
 * equal by its options.
 */
public final class Verify implements Strategy {

    private static final int MAX_VERIFICATIONS = 16;

    private final double percent;
    private final Comparison comparison;
    private final int limit;
    private final @Nullable DoubleSupplier random;

    Verify(double percent) {
        this(percent, Comparison.BY_EQUALS, MAX_VERIFICATIONS, null);
        if (!(percent > 0 && percent <= 100)) {
            throw new IllegalArgumentException("percent must be above 0 and at most 100, was " + percent
                    + "; without verify(percent), nothing is verified");
        }
    }

    private Verify(double percent, Comparison comparison, int limit, @Nullable DoubleSupplier random) {
        this.percent = percent;
        this.comparison = comparison;
        this.limit = limit;
        this.random = random;
    }

    /** Compares by {@code same} in place of equals; it is given the cached value and the fresh one, either may be null. */
    public Verify withEquality(BiPredicate<? super @Nullable Object, ? super @Nullable Object> same) {
        return new Verify(percent, comparison.by(same), limit, random);
    }

    /**
     * Tells {@code listener} of each difference, on the executor of the cache, in place of logging them; what it throws is
     * logged. Thread-safety is up to the listener.
     */
    public Verify withListener(Consumer<? super Mismatch> listener) {
        return new Verify(percent, comparison.told(listener), limit, random);
    }

    /**
     * Sets how many verifications of a plan run at the same time, 16 by default; beyond that, hits are not verified.
     *
     * @throws IllegalArgumentException if {@code most} is below 1
     */
    public Verify withMaxVerifications(int most) {
        if (most < 1) {
            throw new IllegalArgumentException("maxVerifications must be 1 or more, was " + most);
        }
        return new Verify(percent, comparison, most, random);
    }

    /** Draws by {@code numbers} from 0 to below 1, for tests; by those of the thread by default. */
    public Verify withRandom(DoubleSupplier numbers) {
        return new Verify(percent, comparison, limit, Objects.requireNonNull(numbers, "random"));
    }

    private boolean isDrawn() {
        double number = random == null ? ThreadLocalRandom.current().nextDouble() : random.getAsDouble();
        return number * 100 < percent;
    }

    @Override
    public <V extends @Nullable Object> Step<V> around(Step<V> inner, PlanSpec<V> plan) {
        Mismatches.requireStored(this, plan);
        return new Verifying<>(inner, this, new Background(limit), new Mismatches(comparison, plan));
    }

    private record Verifying<V extends @Nullable Object>(
            Step<V> inner, Verify verify, Background background, Mismatches mismatches) implements Step<V> {

        @Override
        public CompletionStage<V> run(Call<V> call) {
            return Stages.then(call.lookup(), found -> {
                CompletionStage<V> answer = inner.run(call);
                if (found instanceof Entry<V> entry && !call.isPast(entry.staleAt()) && verify.isDrawn()) {
                    background.begin(call, own -> compared(own, entry));
                }
                return answer;
            });
        }

        /** Loads and compares; those who have come to wait for this load get what it brings. */
        @SuppressWarnings("NullAway") // null is the value of a load that brought it
        private CompletionStage<@Nullable Outcome<V>> compared(Call<V> own, Entry<V> cached) {
            long started = own.now();
            Call<V> loading = own.finding(new Missing<>(Missing.Reason.DISABLED, null));
            return Stages.settle(inner.run(loading), (fresh, failure) -> {
                if (failure instanceof CancellationException) {
                    return Stages.failed(failure);
                }
                if (failure == null) {
                    mismatches.compare(own, cached, fresh);
                }
                Duration time = Duration.ofNanos(Math.max(own.now() - started, 0));
                return Stages.done(new Outcome<>(own.key(), own.args(), fresh, failure, time));
            });
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || other instanceof Verify that
                        && percent == that.percent
                        && comparison.equals(that.comparison)
                        && limit == that.limit
                        && Objects.equals(random, that.random);
    }

    @Override
    public int hashCode() {
        return Objects.hash(percent, comparison, limit, random);
    }

    @Override
    public String toString() {
        return "verify(" + percent + "%)";
    }
}
