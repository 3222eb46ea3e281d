package io.github.kashew.samples.docs;

import static io.github.kashew.strategy.Strategies.failover;
import static io.github.kashew.strategy.Strategies.soft;
import static io.github.kashew.strategy.Strategies.timeout;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kashew.Cache;
import io.github.kashew.CachePlan;
import io.github.kashew.ManualClock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** The Java examples of timeout.md. */
class TimeoutExamplesTest {

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
                .through(timeout("5s").withSoft("200ms"), failover("1d"), soft("1h", "10m"))
                .build();
        // end
        rates.get(rates.args(1), () -> CompletableFuture.completedFuture("1.1"));
        clock.advance("2h");
        CompletableFuture<String> slow = new CompletableFuture<>();
        CompletionStage<String> answer = rates.get(rates.args(1), () -> slow);
        assertThat(answer.toCompletableFuture()).isNotDone();
        clock.advance("200ms");
        assertThat(answer).isCompletedWithValue("1.1");
        slow.complete("1.2");
        assertThat(rates.get(rates.args(1), () -> slow)).isCompletedWithValue("1.2");
        cache.close();
    }
}
