package io.github.kashew.samples.docs;

import static io.github.kashew.strategy.Strategies.rateLimit;
import static io.github.kashew.strategy.Strategies.slidingRateLimit;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kashew.Cache;
import io.github.kashew.CachePlan;
import io.github.kashew.error.RateLimitedException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** The Java examples of rate-limit.md. */
class RateLimitExamplesTest {

    private static CompletionStage<String> busy(RateLimitedException refused) {
        return CompletableFuture.completedFuture("busy for " + refused.retryAfter());
    }

    @Test
    void plan() {
        Cache cache = Cache.open("mem://?size=10000");
        // example: plan
        CachePlan<String> quotes = cache.plan(String.class)
                .key("quote:{symbol}")
                .through(
                        rateLimit(100, "1m").withBan("10m").per("quotes").orElse((args, refused) -> busy(refused)),
                        slidingRateLimit(5, "1s"))
                .build();
        // end
        for (int call = 0; call < 100; call++) {
            quotes.get(quotes.args(call), () -> CompletableFuture.completedFuture("1.00"));
        }
        assertThat(quotes.get(quotes.args("A"), () -> CompletableFuture.completedFuture("1.00")))
                .isCompletedWithValue("busy for PT10M");
        cache.close();
    }
}
