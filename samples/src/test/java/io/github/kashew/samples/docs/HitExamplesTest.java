package io.github.kashew.samples.docs;

import static io.github.kashew.strategy.Strategies.dynamic;
import static io.github.kashew.strategy.Strategies.hit;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kashew.Cache;
import io.github.kashew.CachePlan;
import io.github.kashew.ManualClock;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** The Java examples of hit.md. */
class HitExamplesTest {

    @Test
    void plan() {
        Cache cache = Cache.builder()
                .route("", "mem://")
                .clock(new ManualClock())
                .executor(Runnable::run)
                .build();
        // example: plan
        CachePlan<String> quotas = cache.plan(String.class)
                .key("quota:{id}")
                .through(hit("1h", 100).withRefreshAfter(90))
                .build();
        CachePlan<String> trends =
                cache.plan(String.class).key("trend:{topic}").through(dynamic()).build();
        // end
        for (int call = 0; call <= 90; call++) {
            assertThat(quotas.get(quotas.args(1), () -> CompletableFuture.completedFuture("10")))
                    .isCompletedWithValue("10");
        }
        trends.get(trends.args("tea"), () -> CompletableFuture.completedFuture("up"));
        trends.get(trends.args("tea"), () -> CompletableFuture.completedFuture("down"));
        assertThat(trends.get(trends.args("tea"), () -> CompletableFuture.completedFuture("up")))
                .isCompletedWithValue("down");
        cache.close();
    }
}
