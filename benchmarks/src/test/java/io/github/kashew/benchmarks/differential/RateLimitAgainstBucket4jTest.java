package io.github.kashew.benchmarks.differential;

import static io.github.kashew.strategy.Strategies.rateLimit;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import io.github.kashew.Cache;
import io.github.kashew.CachePlan;
import io.github.kashew.ManualClock;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The same random schedules for our fixed window and for a bucket of Bucket4j that is refilled once in a period. They are
 * kept to where both mean the same:
 *
 * <ul>
 *   <li>Every window begins with a call at the moment of a refill. A bucket is refilled at multiples of the period from its
 *       making on; our window begins with the first call that finds none.
 *   <li>After a refusal, nobody calls from the next refill on until the ban is over: our first refused call begins a ban,
 *       a bucket knows none.
 * </ul>
 */
@DisplayName("rateLimit decides as Bucket4j does")
class RateLimitAgainstBucket4jTest {

    private static final int SCHEDULES = 200;
    private static final int WINDOWS = 20;

    private final ManualClock clock = new ManualClock();
    private int refused;
    private int passed;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 20_300_101})
    @DisplayName("on random schedules of calls within windows that begin with a refill")
    void schedules(long seed) {
        Random random = new Random(seed);
        try (Cache cache = Cache.builder()
                .route("", "mem://?check_interval=0")
                .clock(clock)
                .executor(Runnable::run)
                .build()) {
            for (int schedule = 0; schedule < SCHEDULES; schedule++) {
                int limit = 1 + random.nextInt(10);
                Duration period = Duration.ofMillis(100 + random.nextInt(100_000));
                CachePlan<String> plan = cache.plan(String.class)
                        .through(rateLimit(limit, period))
                        .build();
                Bucket bucket = Bucket.builder()
                        .addLimit(bandwidth -> bandwidth.capacity(limit).refillIntervally(limit, period))
                        .withCustomTimePrecision(time())
                        .build();
                for (int window = 0; window < WINDOWS; window++) {
                    window(plan, "schedule:" + schedule, bucket, period, random);
                }
            }
        }
        assertThat(passed).isGreaterThan(SCHEDULES * WINDOWS);
        assertThat(refused).isGreaterThan(SCHEDULES);
    }

    private TimeMeter time() {
        return new TimeMeter() {
            @Override
            public long currentTimeNanos() {
                return clock.nanos();
            }

            @Override
            public boolean isWallClockBased() {
                return false;
            }
        };
    }

    /** Makes some calls in one period, and goes to a refill at which no ban is left. */
    private void window(CachePlan<String> plan, String key, Bucket bucket, Duration period, Random random) {
        long end = clock.nanos() + period.toNanos();
        boolean banned = false;
        for (int calls = 1 + random.nextInt(15); calls > 0; calls--) {
            CompletableFuture<String> answer = plan.getAt(key, () -> CompletableFuture.completedFuture("value"))
                    .toCompletableFuture();
            boolean passes = !answer.isCompletedExceptionally();
            assertThat(passes).as("whether the call passes").isEqualTo(bucket.tryConsume(1));
            passed += passes ? 1 : 0;
            refused += passes ? 0 : 1;
            banned |= !passes;
            clock.advance(Duration.ofNanos(random.nextLong(end - clock.nanos())));
        }
        long periods = (banned ? 1 : 0) + random.nextInt(3);
        clock.advance(Duration.ofNanos(end - clock.nanos()).plus(period.multipliedBy(periods)));
    }
}
