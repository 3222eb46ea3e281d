package io.github.kashew.strategy;

import io.github.kashew.Call;
import io.github.kashew.PlanSpec;
import io.github.kashew.Step;
import io.github.kashew.Strategy;
import io.github.kashew.Ttl;
import io.github.kashew.async.Stages;
import io.github.kashew.error.CircuitOpenException;
import io.github.kashew.error.LoadCancelledException;
import io.github.kashew.strategy.Circuit.Result;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Refuses calls with {@link CircuitOpenException} while too many of them fail, and tries again after a wait.
 *
 * <p>Closed, it counts. When the failure rate of the window is reached, it is open for {@link #withWait}. Then it is
 * half-open: exactly {@link #withTrials} calls pass, and it closes when enough of them succeed, opens when that can no
 * longer be, or when they have not decided within the wait. A cancelled call is neither a success nor a failure and frees
 * its trial; one that hits the load timeout has failed. The state belongs to one plan in one process. Made by
 * {@link Strategies#circuitBreaker(double, String)}; immutable, equal by its options.
 */
public final class CircuitBreaker implements Strategy {

    private final Settings settings;

    /**
     * All that was said.
     *
     * @param counted the failures that count; none if nothing was said of them
     */
    record Settings(
            double failureRate,
            Window window,
            int minimumCalls,
            Ttl waiting,
            int trialCalls,
            int successes,
            List<Class<? extends Throwable>> counted,
            List<Class<? extends Throwable>> ignored) {

        boolean counts(Throwable failure) {
            return (counted.isEmpty() || counted.stream().anyMatch(type -> type.isInstance(failure)))
                    && ignored.stream().noneMatch(type -> type.isInstance(failure));
        }
    }

    /** What a breaker looks back on: a number of calls, or a time if that is 0. */
    record Window(int calls, Ttl time) {
        CallWindow open() {
            return calls > 0 ? new CallWindow.Last(calls) : new CallWindow.Recent(time.nanos());
        }

        @Override
        public String toString() {
            return calls > 0 ? calls + " calls" : time.toString();
        }
    }

    CircuitBreaker(double failureRate, int calls, Ttl time) {
        this(new Settings(
                rate(failureRate),
                new Window(calls, RateLimit.finite(time, "window")),
                calls > 0 ? Math.min(calls, 10) : 10,
                Ttl.of("1m"),
                1,
                1,
                List.of(),
                List.of()));
    }

    private CircuitBreaker(Settings settings) {
        this.settings = settings;
    }

    static CircuitBreaker ofCalls(double failureRate, int calls) {
        return new CircuitBreaker(failureRate, within("window", calls, 100_000), Ttl.of("1m"));
    }

    private static double rate(double percent) {
        if (!(percent > 0 && percent <= 100)) {
            throw new IllegalArgumentException("failureRate must be above 0 and at most 100 percent, was " + percent);
        }
        return percent;
    }

    private static int within(String option, int value, int most) {
        if (value < 1 || value > most) {
            throw new IllegalArgumentException(option + " must be 1 to " + most + ", was " + value);
        }
        return value;
    }

    /** Opens only when the window holds that many calls; 10 by default. */
    public CircuitBreaker withMinimumCalls(int calls) {
        int most = settings.window.calls() > 0 ? settings.window.calls() : 1_000_000;
        return with(within("minimumCalls", calls, most), settings.waiting, settings.trialCalls, settings.successes);
    }

    /** Stays open, and half-open at most, for {@code wait}; 1m by default. */
    public CircuitBreaker withWait(String wait) {
        return withWait(Ttl.of(wait, "wait"));
    }

    /** As {@link #withWait(String)}. */
    public CircuitBreaker withWait(Duration wait) {
        return withWait(Ttl.of(wait, "wait"));
    }

    /** As {@link #withWait(String)}. */
    public CircuitBreaker withWait(Ttl wait) {
        return with(settings.minimumCalls, RateLimit.finite(wait, "wait"), settings.trialCalls, settings.successes);
    }

    /**
     * Lets {@code calls} pass when half-open, and closes when {@code successes} of them succeed; 1 and 1 by default.
     *
     * @param calls 1 to 1000
     * @param successes 1 to {@code calls}
     */
    public CircuitBreaker withTrials(int calls, int successes) {
        int trials = within("trial calls", calls, 1000);
        return with(settings.minimumCalls, settings.waiting, trials, within("successes", successes, trials));
    }

    /**
     * Counts only failures of these types; by default those that {@link io.github.kashew.CacheBuilder#failures} names, or
     * else all. Others are neither successes nor failures.
     */
    @SafeVarargs
    @SuppressWarnings("varargs") // the array is only read
    public final CircuitBreaker on(Class<? extends Throwable>... types) {
        if (types.length == 0) {
            throw new IllegalArgumentException("on must name at least one type of failure");
        }
        return types(List.of(types), settings.ignored);
    }

    /** Does not count failures of these types. */
    @SafeVarargs
    @SuppressWarnings("varargs") // the array is only read
    public final CircuitBreaker ignoring(Class<? extends Throwable>... types) {
        return types(settings.counted, List.of(types));
    }

    private CircuitBreaker with(int minimumCalls, Ttl waiting, int trialCalls, int successes) {
        return new CircuitBreaker(new Settings(
                settings.failureRate,
                settings.window,
                minimumCalls,
                waiting,
                trialCalls,
                successes,
                settings.counted,
                settings.ignored));
    }

    private CircuitBreaker types(List<Class<? extends Throwable>> counted, List<Class<? extends Throwable>> ignored) {
        return new CircuitBreaker(new Settings(
                settings.failureRate,
                settings.window,
                settings.minimumCalls,
                settings.waiting,
                settings.trialCalls,
                settings.successes,
                counted,
                ignored));
    }

    Settings settings() {
        return settings;
    }

    @Override
    public <V extends @Nullable Object> Step<V> around(Step<V> inner, PlanSpec<V> plan) {
        Neighbours.requireOne(plan, this::equals, "would judge each call twice: leave one out");
        return new Breaking<>(inner, plan.loadTimeout().toNanos(), countingBy(plan), new Circuit(settings));
    }

    private CircuitBreaker countingBy(PlanSpec<?> plan) {
        return settings.counted.isEmpty() ? types(plan.failures(), settings.ignored) : this;
    }

    private record Breaking<V extends @Nullable Object>(
            Step<V> inner, long loadTimeout, CircuitBreaker breaker, Circuit circuit) implements Step<V> {

        @Override
        public CompletionStage<V> run(Call<V> call) {
            long started = call.now();
            long phase = circuit.enter(started);
            if (phase == 0) {
                Duration wait = Duration.ofNanos(circuit.retryAfter(started));
                return Stages.failed(
                        new CircuitOpenException(breaker + " is open; try again in " + wait.toMillis() + " ms", wait));
            }
            CompletionStage<V> stage;
            try {
                stage = inner.run(call);
            } catch (Throwable failure) {
                stage = Stages.failed(failure);
            }
            CompletionStage<V> answer = stage;
            return Stages.settle(answer, (value, failure) -> {
                long now = call.now();
                circuit.leave(phase, result(failure, now - started), now);
                return answer;
            });
        }

        private Result result(@Nullable Throwable failure, long took) {
            if (failure == null) {
                return Result.SUCCESS;
            }
            if (failure instanceof CancellationException || failure instanceof LoadCancelledException) {
                return took >= loadTimeout ? Result.FAILURE : Result.NEITHER; // a load that hung is cancelled as well
            }
            return breaker.settings.counts(failure) ? Result.FAILURE : Result.NEITHER;
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CircuitBreaker that && settings.equals(that.settings);
    }

    @Override
    public int hashCode() {
        return settings.hashCode();
    }

    @Override
    public String toString() {
        return "circuitBreaker(" + settings.failureRate + "%, " + settings.window + ")";
    }
}
