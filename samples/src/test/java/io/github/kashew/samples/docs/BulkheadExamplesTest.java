package io.github.kashew.samples.docs;

import static io.github.kashew.strategy.Strategies.bulkhead;
import static io.github.kashew.strategy.Strategies.simple;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kashew.Cache;
import io.github.kashew.CachePlan;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** The Java examples of bulkhead.md. */
class BulkheadExamplesTest {

    @Test
    void plan() {
        Cache cache = Cache.open("mem://?size=10000");
        // example: plan
        CachePlan<String> pages = cache.plan(String.class)
                .key("page:{number}")
                .through(simple("1h"), bulkhead(4).withQueue(50))
                .build();
        // end
        assertThat(pages.get(pages.args(1), () -> CompletableFuture.completedFuture("text")))
                .isCompletedWithValue("text");
        cache.close();
    }
}
