package io.github.kashew.samples.docs;

import static io.github.kashew.strategy.Strategies.early;
import static io.github.kashew.strategy.Strategies.failover;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kashew.Cache;
import io.github.kashew.CachePlan;
import io.github.kashew.ManualClock;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** The Java examples of failover.md. */
class FailoverExamplesTest {

    @Test
    void plan() {
        ManualClock clock = new ManualClock();
        Cache cache = Cache.builder().route("", "mem://").clock(clock).build();
        // example: plan
        CachePlan<String> users = cache.plan(String.class)
                .key("user:{id}")
                .through(failover("1h").evictOn(FileNotFoundException.class), early("10m", "7m"))
                .build();
        // end
        users.get(users.args(1), () -> CompletableFuture.completedFuture("Ann"));
        clock.advance("20m");
        assertThat(users.get(users.args(1), () -> CompletableFuture.failedFuture(new IOException("down"))))
                .isCompletedWithValue("Ann");
        cache.close();
    }
}
