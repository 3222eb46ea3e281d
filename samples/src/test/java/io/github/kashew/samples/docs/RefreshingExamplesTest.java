package io.github.kashew.samples.docs;

import static io.github.kashew.strategy.Strategies.simple;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kashew.Cache;
import io.github.kashew.CacheContext;
import io.github.kashew.CachePlan;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** The Java examples of refreshing.md. */
class RefreshingExamplesTest {

    @Test
    void scope() {
        Cache cache = Cache.open("mem://?size=10000");
        CachePlan<String> pages =
                cache.plan(String.class).key("page:{id}").through(simple("1h")).build();
        pages.get(pages.args(1), () -> CompletableFuture.completedFuture("old"));
        // example: scope
        try (CacheContext.Scope scope = CacheContext.current().refreshing().open()) {
            pages.get(pages.args(1), () -> CompletableFuture.completedFuture("new"));
        }
        // end
        assertThat(cache.get("page:1", String.class)).isCompletedWithValue("new");
        cache.close();
    }
}
