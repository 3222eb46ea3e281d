package io.github.kashew.benchmarks.reliability;

import static io.github.kashew.strategy.Strategies.early;

import io.github.kashew.Cache;
import io.github.kashew.CachePlan;
import io.github.kashew.ManualClock;
import java.time.Duration;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

/**
 * G-M11: a million reads of an adaptive early refresh in virtual time load 1.0 to 1.5 times in a ttl, and no value is
 * answered past its end; the edges of beta do neither harm. The times come from the seed, the chances of the refreshes from
 * the thread's own generator.
 */
final class AdaptiveRefreshes implements Trial {

    private static final int READS = 1_000_000;
    private static final int READS_AT_EDGE = 10_000;
    private static final Duration TTL = Duration.ofSeconds(100);
    private static final double[] EDGES = {Double.MIN_VALUE, 1e-9, 1e9, Double.MAX_VALUE};

    @Override
    public Verdict run(int scale, long seed) {
        Random random = new Random(seed);
        Reader reader = new Reader(1, random);
        reader.read(READS / scale);
        int wrongAtEdges = 0;
        int readsAtEdges = 0;
        for (double beta : EDGES) {
            Reader edge = new Reader(beta, random);
            edge.read(READS_AT_EDGE / scale);
            wrongAtEdges += edge.wrong;
            readsAtEdges += edge.reads;
        }
        double perTtl = reader.loads / (reader.time / (double) TTL.toNanos());
        boolean all = reader.reads == READS / scale && readsAtEdges == EDGES.length * (READS_AT_EDGE / scale);
        return Verdict.of(
                all && perTtl >= 1 && perTtl <= 1.5 && reader.wrong == 0 && wrongAtEdges == 0,
                "reads",
                reader.reads,
                "loads",
                reader.loads,
                "loadsPerTtl",
                String.format(Locale.ROOT, "%.3f", perTtl),
                "pastEnd",
                reader.wrong,
                "readsAtEdges",
                readsAtEdges,
                "wrongAtEdges",
                wrongAtEdges);
    }

    /** Reads one key every tenth of a second or so; each load takes about a second. */
    private static final class Reader {
        private final double beta;
        private final Random random;
        private final ManualClock clock = new ManualClock();
        private CompletableFuture<Long> load = CompletableFuture.completedFuture(0L);
        private long loadEnds;
        private int reads;
        private int loads;
        private int wrong;
        private long time;

        Reader(double beta, Random random) {
            this.beta = beta;
            this.random = random;
        }

        void read(int count) {
            long start = clock.nanos();
            try (Cache cache = Cache.builder()
                    .route("", "mem://?check_interval=0")
                    .clock(clock)
                    .executor(Runnable::run)
                    .build()) {
                CachePlan<Long> plan = cache.plan(Long.class)
                        .through(early(TTL).adaptive(beta))
                        .build();
                for (; reads < count; reads++) {
                    check(plan.getAt("k", this::begin).toCompletableFuture());
                    clock.advance(Duration.ofNanos(random.nextLong(200_000_000)));
                    if (!load.isDone() && clock.nanos() >= loadEnds) {
                        load.complete(clock.nanos());
                    }
                }
            }
            time = clock.nanos() - start;
        }

        private CompletableFuture<Long> begin() {
            loads++;
            load = new CompletableFuture<>();
            loadEnds = clock.nanos() + random.nextLong(2_000_000_000L);
            return load;
        }

        /** A value is the time at which it was loaded. Whoever has to wait gets one that is loaded for it. */
        private void check(CompletableFuture<Long> answer) {
            if (answer.isDone()) {
                boolean right = !answer.isCompletedExceptionally() && clock.nanos() - answer.getNow(0L) < TTL.toNanos();
                wrong += right ? 0 : 1;
            } else {
                wrong += load.isDone() ? 1 : 0;
            }
        }
    }
}
