package io.github.kashew.benchmarks.reliability;

import static io.github.kashew.strategy.Strategies.simple;

import io.github.kashew.Cache;
import io.github.kashew.CachePlan;
import io.github.kashew.ManualClock;
import io.github.kashew.error.LoadTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

/**
 * G-M4: in 10,000 random schedules of calls and of loads that end in time, late or never, no two loads of a key run before
 * the first one's limit, callers are answered at the limit, and what a late load brings never takes the place of a newer
 * value.
 */
final class HangingLoads implements Trial {

    private static final int SCHEDULES = 10_000;
    private static final int STEPS = 40;
    private static final long LIMIT = Duration.ofSeconds(1).toNanos();
    private static final long TOLERANCE = Duration.ofMillis(50).toNanos();

    private int steps;
    private int timedOut;
    private int late;
    private int together;
    private int stale;
    private long farthest;

    @Override
    public Verdict run(int scale, long seed) {
        steps = 0;
        timedOut = 0;
        late = 0;
        together = 0;
        stale = 0;
        farthest = 0;
        Random random = new Random(seed);
        ManualClock clock = new ManualClock();
        try (Cache cache = Cache.builder()
                .route("", "mem://?check_interval=0")
                .clock(clock)
                .executor(Runnable::run)
                .build()) {
            CachePlan<Integer> plan = cache.plan(Integer.class)
                    .key("k:{schedule}")
                    .through(simple("700ms"))
                    .loadTimeout("1s")
                    .build();
            for (int i = 0; i < SCHEDULES / scale; i++) {
                new Schedule(plan, i, clock).run(random);
            }
        }
        boolean all = steps == SCHEDULES / scale * STEPS && timedOut > 0 && late > 0;
        return Verdict.of(
                all && together == 0 && stale == 0 && farthest <= TOLERANCE,
                "schedules",
                SCHEDULES / scale,
                "steps",
                steps,
                "timedOut",
                timedOut,
                "late",
                late,
                "together",
                together,
                "stale",
                stale,
                "offLimitMs",
                farthest / 1_000_000);
    }

    /** A load: its number counts the loads of the key from 0. */
    private record Load(int number, long begun, CompletableFuture<Integer> end) {}

    private final class Schedule {
        private final CachePlan<Integer> plan;
        private final int id;
        private final ManualClock clock;
        private final List<Load> loads = new ArrayList<>();
        private int newest = -1;

        Schedule(CachePlan<Integer> plan, int id, ManualClock clock) {
            this.plan = plan;
            this.id = id;
            this.clock = clock;
        }

        void run(Random random) {
            for (int i = 0; i < STEPS; i++) {
                switch (random.nextInt(4)) {
                    case 0, 1 -> call();
                    case 2 -> clock.advance(Duration.ofMillis(random.nextInt(600)));
                    default -> {
                        if (!loads.isEmpty()) {
                            end(loads.get(random.nextInt(loads.size())));
                        }
                    }
                }
                steps++;
            }
            clock.advance("2s");
        }

        private void call() {
            plan.get(plan.args(id), this::begin).whenComplete((value, failure) -> {
                if (failure instanceof LoadTimeoutException) {
                    timedOut++;
                    long begun = loads.get(loads.size() - 1).begun;
                    farthest = Math.max(farthest, Math.abs(clock.nanos() - begun - LIMIT));
                } else if (failure != null || value < newest) {
                    stale++;
                }
            });
        }

        private CompletableFuture<Integer> begin() {
            for (Load load : loads) {
                together += !load.end.isDone() && clock.nanos() - load.begun < LIMIT ? 1 : 0;
            }
            // It goes on when it is cancelled, as the work of somebody else does.
            CompletableFuture<Integer> end = new CompletableFuture<>() {
                @Override
                public boolean cancel(boolean mayInterrupt) {
                    return false;
                }
            };
            loads.add(new Load(loads.size(), clock.nanos(), end));
            return end;
        }

        private void end(Load load) {
            boolean inTime = clock.nanos() - load.begun < LIMIT;
            if (!load.end.isDone()) {
                late += inTime ? 0 : 1;
                newest = inTime ? Math.max(newest, load.number) : newest;
                load.end.complete(load.number);
            }
            var found = plan.peek(plan.args(id)).toCompletableFuture().getNow(null);
            if (found != null && found.value() != newest) {
                stale++;
            }
        }
    }
}
