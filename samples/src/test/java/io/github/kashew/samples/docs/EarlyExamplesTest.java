package io.github.kashew.samples.docs;

import static io.github.kashew.strategy.Strategies.early;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kashew.Cache;
import io.github.kashew.CachePlan;
import io.github.kashew.ManualClock;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** The Java examples of early.md. */
class EarlyExamplesTest {

    @Test
    void plan() {
        ManualClock clock = new ManualClock();
        Cache cache = Cache.builder()
                .route("", "mem://")
                .clock(clock)
                .executor(Runnable::run)
                .build();
        // example: plan
        CachePlan<String> rates = cache.plan(String.class)
                .key("rates:{day}")
                .through(early("10m", "7m").withBackOff("30s"))
                .build();
        CachePlan<String> reports = cache.plan(String.class)
                .key("report:{id}")
                .through(early("1h").adaptive(1.0))
                .build();
        // end
        assertThat(rates.get(rates.args(1), () -> CompletableFuture.completedFuture("1.1")))
                .isCompletedWithValue("1.1");
        clock.advance("7m");
        assertThat(rates.get(rates.args(1), () -> CompletableFuture.completedFuture("1.2")))
                .isCompletedWithValue("1.1");
        assertThat(rates.get(rates.args(1), () -> CompletableFuture.completedFuture("1.3")))
                .isCompletedWithValue("1.2");
        assertThat(reports.get(reports.args(1), () -> CompletableFuture.completedFuture("all")))
                .isCompletedWithValue("all");
        cache.close();
    }
}
