package io.github.kashew.samples.docs;

import static io.github.kashew.strategy.Strategies.soft;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kashew.Cache;
import io.github.kashew.CachePlan;
import io.github.kashew.ManualClock;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** The Java examples of soft.md. */
class SoftExamplesTest {

    @Test
    void plan() {
        ManualClock clock = new ManualClock();
        Cache cache = Cache.builder().route("", "mem://").clock(clock).build();
        // example: plan
        CachePlan<String> rates = cache.plan(String.class)
                .key("rates:{day}")
                .through(soft("1h", "10m").on(IOException.class).withBackOff("30s"))
                .build();
        // end
        rates.get(rates.args(1), () -> CompletableFuture.completedFuture("1.1"));
        clock.advance("10m");
        assertThat(rates.get(rates.args(1), () -> CompletableFuture.failedFuture(new IOException("down"))))
                .isCompletedWithValue("1.1");
        cache.close();
    }
}
