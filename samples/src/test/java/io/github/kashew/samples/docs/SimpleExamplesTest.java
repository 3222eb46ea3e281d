package io.github.kashew.samples.docs;

import static io.github.kashew.strategy.Strategies.simple;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kashew.Cache;
import io.github.kashew.CachePlan;
import io.github.kashew.Condition;
import io.github.kashew.ManualClock;
import io.github.kashew.TypeRef;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** The Java examples of simple.md. */
class SimpleExamplesTest {

    @Test
    void plan() {
        ManualClock clock = new ManualClock();
        Cache cache = Cache.builder().route("", "mem://").clock(clock).build();
        // example: plan
        CachePlan<List<String>> orders = cache.plan(new TypeRef<List<String>>() {})
                .key("orders:{user}")
                .through(simple("1h").withTtlOfEmpty("1m"))
                .condition(Condition.<List<String>>values().and(Condition.slowerThan("200ms")))
                .build();
        // end
        CompletableFuture<List<String>> load = new CompletableFuture<>();
        orders.get(orders.args(1), () -> load);
        clock.advance("1s");
        load.complete(List.of());
        assertThat(cache.exists("orders:1")).isCompletedWithValue(true);
        clock.advance("1m");
        assertThat(cache.exists("orders:1")).isCompletedWithValue(false);
        cache.close();
    }
}
