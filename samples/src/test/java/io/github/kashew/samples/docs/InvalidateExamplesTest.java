package io.github.kashew.samples.docs;

import static io.github.kashew.strategy.Strategies.invalidate;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kashew.Cache;
import io.github.kashew.CachePlan;
import io.github.kashew.Ttl;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** The Java examples of invalidate.md. */
class InvalidateExamplesTest {

    @Test
    void plan() {
        Cache cache = Cache.open("mem://");
        // example: plan
        CachePlan<Boolean> renames = cache.plan(Boolean.class)
                .key("rename:{id}")
                .through(invalidate("user:{id}", "users"))
                .build();
        // end
        cache.set("user:1", "Ann", Ttl.of("1h"));
        cache.set("user:2", "Bob", Ttl.of("1h"));
        renames.get(renames.args(1), () -> CompletableFuture.completedFuture(true));
        assertThat(cache.exists("user:1")).isCompletedWithValue(false);
        assertThat(cache.exists("user:2")).isCompletedWithValue(true);
        cache.close();
    }
}
