package io.github.kashew.samples.docs;

import static io.github.kashew.strategy.Strategies.circuitBreaker;
import static io.github.kashew.strategy.Strategies.simple;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kashew.Cache;
import io.github.kashew.CachePlan;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** The Java examples of circuit-breaker.md. */
class CircuitBreakerExamplesTest {

    @Test
    void plan() {
        Cache cache = Cache.open("mem://?size=10000");
        // example: plan
        CachePlan<String> quotes = cache.plan(String.class)
                .key("quote:{symbol}")
                .through(
                        simple("10s"),
                        circuitBreaker(50, "1m")
                                .withMinimumCalls(20)
                                .withWait("30s")
                                .withTrials(3, 2)
                                .on(IOException.class))
                .build();
        // end
        for (int call = 0; call < 20; call++) {
            quotes.get(quotes.args(call), () -> CompletableFuture.failedFuture(new IOException("down")));
        }
        assertThat(quotes.get(quotes.args("A"), () -> CompletableFuture.completedFuture("1.00")))
                .isCompletedExceptionally();
        cache.close();
    }
}
