package io.github.kashew.samples.docs;

import static io.github.kashew.strategy.Strategies.locked;
import static io.github.kashew.strategy.Strategies.simple;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kashew.Cache;
import io.github.kashew.CachePlan;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** The Java examples of locked.md. */
class LockedExamplesTest {

    @Test
    void plan() {
        Cache cache = Cache.open("mem://?size=10000");
        // example: plan
        CachePlan<String> reports = cache.plan(String.class)
                .key("report:{id}")
                .through(locked("1m").withWait("10s"), simple("1h"))
                .build();
        // end
        assertThat(reports.get(reports.args(1), () -> CompletableFuture.completedFuture("sales")))
                .isCompletedWithValue("sales");
        cache.close();
    }
}
