package io.github.kashew.benchmarks.differential;

import static io.github.kashew.strategy.Strategies.circuitBreaker;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kashew.Cache;
import io.github.kashew.CachePlan;
import io.github.kashew.ManualClock;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The same random schedules for our breaker and for the one of Resilience4j, over the last calls. They are kept to where
 * both mean the same:
 *
 * <ul>
 *   <li>One trial call, that decides. With more, Resilience4j waits for all of them and looks at their failure rate; ours
 *       closes after so many successes, and opens when they can no longer be had.
 *   <li>Calls at the same time begin and end at one moment. Resilience4j counts a result in the state that it comes back to;
 *       ours only in the state in which the call began.
 *   <li>No time is exactly that of the wait, when ours is half-open and Resilience4j one nanosecond later.
 *   <li>Time stands still while they are half-open. Ours is open again after the wait; Resilience4j stays half-open, or is
 *       told to end that by a timer of its own, on the time of the machine.
 * </ul>
 */
@DisplayName("circuitBreaker decides as Resilience4j does")
class CircuitBreakerAgainstResilience4jTest {

    private static final int SCHEDULES = 500;
    private static final int STEPS = 60;
    private static final Duration WAIT = Duration.ofSeconds(60);
    private static final int[] RATES = {10, 25, 50, 75, 100};

    private int refused;
    private int passed;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 20_300_101})
    @DisplayName("on random schedules of successes, failures, failures that do not count, and cancellations")
    void schedules(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < SCHEDULES; i++) {
            try (Both both = new Both(random)) {
                for (int step = 0; step < STEPS; step++) {
                    if (random.nextInt(3) == 0 && both.other.getState() != CircuitBreaker.State.HALF_OPEN) {
                        both.clock.advance(Duration.ofMillis(7L * random.nextInt(5_000))); // the wait is no multiple
                    }
                    both.callTogether(1 + random.nextInt(4), random);
                }
            }
        }
        assertThat(passed).isGreaterThan(SCHEDULES);
        assertThat(refused).isGreaterThan(SCHEDULES);
    }

    /** The time of a manual clock, for the other breaker. */
    private static final class SharedClock extends Clock {
        private final ManualClock clock;

        SharedClock(ManualClock clock) {
            this.clock = clock;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return Instant.EPOCH.plusNanos(clock.nanos());
        }
    }

    private final class Both implements AutoCloseable {
        final ManualClock clock = new ManualClock();
        private final Cache cache = Cache.builder()
                .route("", "mem://?check_interval=0")
                .clock(clock)
                .executor(Runnable::run)
                .build();
        private final CachePlan<String> plan;
        private final CircuitBreaker other;
        private CompletableFuture<String> load;

        Both(Random random) {
            int rate = RATES[random.nextInt(RATES.length)];
            int window = 1 + random.nextInt(12);
            int minimum = 1 + random.nextInt(window);
            plan = cache.plan(String.class)
                    .through(circuitBreaker(rate, window)
                            .withMinimumCalls(minimum)
                            .withWait(WAIT)
                            .ignoring(IllegalStateException.class))
                    .singleFlight(false)
                    .build();
            other = CircuitBreaker.of(
                    "other",
                    CircuitBreakerConfig.custom()
                            .failureRateThreshold(rate)
                            .slidingWindow(window, minimum, SlidingWindowType.COUNT_BASED)
                            .waitDurationInOpenState(WAIT)
                            .permittedNumberOfCallsInHalfOpenState(1)
                            .ignoreExceptions(IllegalStateException.class)
                            .clock(new SharedClock(clock))
                            .build());
        }

        /** A call that both have let pass. */
        private record Passed(CompletableFuture<String> load, CompletableFuture<String> answer) {}

        void callTogether(int calls, Random random) {
            List<Passed> running = new ArrayList<>();
            for (int i = 0; i < calls; i++) {
                load = null;
                CompletableFuture<String> answer = plan.getAt("k", this::begin).toCompletableFuture();
                assertThat(load != null)
                        .as("whether the call passes; the other is %s", other.getState())
                        .isEqualTo(other.tryAcquirePermission());
                if (load == null) {
                    refused++;
                    assertThat(answer).isCompletedExceptionally();
                } else {
                    passed++;
                    running.add(new Passed(load, answer));
                }
            }
            Collections.shuffle(running, random);
            running.forEach(call -> end(call, random.nextInt(6)));
        }

        private CompletableFuture<String> begin() {
            load = new CompletableFuture<>();
            return load;
        }

        private void end(Passed call, int how) {
            switch (how) {
                case 0, 1 -> {
                    call.load.complete("value");
                    other.onSuccess(0, TimeUnit.NANOSECONDS);
                }
                case 2, 3 -> fail(call, new IOException("source"));
                case 4 -> fail(call, new IllegalStateException("does not count"));
                default -> {
                    call.answer.cancel(true);
                    other.releasePermission();
                }
            }
        }

        private void fail(Passed call, Exception failure) {
            call.load.completeExceptionally(failure);
            other.onError(0, TimeUnit.NANOSECONDS, failure);
        }

        @Override
        public void close() {
            cache.close();
        }
    }
}
