package io.github.kashew.benchmarks.reliability;

import static io.github.kashew.strategy.Strategies.circuitBreaker;

import io.github.kashew.Cache;
import io.github.kashew.CachePlan;
import io.github.kashew.ManualClock;
import io.github.kashew.error.CircuitOpenException;
import io.github.kashew.error.LoadTimeoutException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

/**
 * G-M8: in a million random sequences of loads that end well, fail, fail with what does not count, are cancelled or hang, a
 * breaker refuses exactly the calls that its model refuses, so it is never half-open beyond the wait.
 */
final class BreakerSequences implements Trial {

    private static final int SEQUENCES = 1_000_000;
    private static final int STEPS = 24;
    private static final Duration WAIT = Duration.ofMinutes(1);

    private long steps;
    private long passed;
    private long refused;
    private long trials;
    private long different;
    private int aboveLimit;

    @Override
    public Verdict run(int scale, long seed) {
        steps = 0;
        passed = 0;
        refused = 0;
        trials = 0;
        different = 0;
        aboveLimit = 0;
        Random random = new Random(seed);
        int sequences = SEQUENCES / scale;
        for (int i = 0; i < sequences; i += 1_000) {
            ManualClock clock = new ManualClock();
            try (Cache cache = Cache.builder()
                    .route("", "mem://?check_interval=0")
                    .clock(clock)
                    .executor(Runnable::run)
                    .build()) {
                for (int j = 0; j < 1_000; j++) {
                    new Sequence(cache, clock, random).run();
                }
            }
        }
        boolean all = steps == (long) sequences * STEPS && passed > 0 && refused > 0 && trials > 0;
        return Verdict.of(
                all && different == 0 && aboveLimit == 0,
                "sequences",
                sequences,
                "steps",
                steps,
                "passed",
                passed,
                "refused",
                refused,
                "trials",
                trials,
                "different",
                different,
                "trialsAboveLimit",
                aboveLimit);
    }

    private final class Sequence {
        private final ManualClock clock;
        private final Random random;
        private final CachePlan<String> plan;
        private final BreakerModel model;
        private final int limit;
        private final List<CompletableFuture<String>> answers = new ArrayList<>();
        private final List<CompletableFuture<String>> loads = new ArrayList<>();

        Sequence(Cache cache, ManualClock clock, Random random) {
            this.clock = clock;
            this.random = random;
            this.limit = 1 + random.nextInt(4);
            int successes = 1 + random.nextInt(limit);
            int window = 2 + random.nextInt(5);
            this.model = new BreakerModel(50, window, 2, WAIT.toNanos(), limit, successes);
            this.plan = cache.plan(String.class)
                    .through(circuitBreaker(50, window)
                            .withMinimumCalls(2)
                            .withWait(WAIT)
                            .withTrials(limit, successes)
                            .ignoring(IllegalStateException.class))
                    .singleFlight(false)
                    .loadTimeout("30s")
                    .build();
        }

        void run() {
            for (int i = 0; i < STEPS; i++) {
                int action = random.nextInt(10);
                if (action < 2) {
                    clock.advance(Duration.ofMillis(random.nextInt(40_000)));
                } else if (action < 6 || loads.isEmpty()) {
                    call();
                } else {
                    end(random.nextInt(loads.size()));
                }
                steps++;
            }
            clock.advance("30s"); // what hangs ends
        }

        private void call() {
            int before = loads.size();
            long phase = model.enter(clock.nanos());
            CompletableFuture<String> answer = plan.getAt("k", () -> {
                        CompletableFuture<String> load = new CompletableFuture<>();
                        loads.add(load);
                        return load;
                    })
                    .toCompletableFuture();
            boolean passes = loads.size() > before;
            different += passes == (phase != BreakerModel.REFUSED) ? 0 : 1;
            if (passes) {
                passed++;
                trials += model.isHalfOpen() ? 1 : 0;
                aboveLimit = Math.max(aboveLimit, model.trials() - limit);
                answers.add(answer);
                answer.whenComplete((value, failure) -> model.leave(phase, result(failure), clock.nanos()));
            } else {
                refused++;
                different += refusedBy(answer) ? 0 : 1;
            }
        }

        private static boolean refusedBy(CompletableFuture<String> answer) {
            boolean[] open = new boolean[1]; // stays false if it is not refused at once
            answer.whenComplete((value, failure) -> open[0] = failure instanceof CircuitOpenException);
            return open[0];
        }

        private static BreakerModel.Result result(Throwable failure) {
            if (failure == null) {
                return BreakerModel.Result.SUCCESS;
            }
            return failure instanceof IOException || failure instanceof LoadTimeoutException
                    ? BreakerModel.Result.FAILURE
                    : BreakerModel.Result.NEITHER;
        }

        private void end(int index) {
            CompletableFuture<String> load = loads.remove(index);
            CompletableFuture<String> answer = answers.remove(index);
            switch (random.nextInt(5)) {
                case 0, 1 -> load.complete("value");
                case 2 -> load.completeExceptionally(new IOException("source"));
                case 3 -> load.completeExceptionally(new IllegalStateException("does not count"));
                default -> answer.cancel(true);
            }
        }
    }
}
