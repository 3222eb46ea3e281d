package io.github.kashew.samples.docs;

import static io.github.kashew.strategy.Strategies.simple;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kashew.Cache;
import io.github.kashew.CachePlan;
import io.github.kashew.CacheStatistics;
import io.github.kashew.Counts;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** The Java examples of statistics.md. */
class StatisticsExamplesTest {

    @Test
    void reading() {
        Cache cache = Cache.open("mem://?size=10000");
        CachePlan<String> users =
                cache.plan(String.class).key("user:{id}").through(simple("1h")).build();
        // example: reading
        users.get(users.args(42), () -> CompletableFuture.completedFuture("Ada"));
        users.get(users.args(42), () -> CompletableFuture.completedFuture("Ada"));

        CacheStatistics statistics = cache.statistics();
        assertThat(statistics.plan("user:{id}").hits()).isEqualTo(1);
        assertThat(statistics.route("").misses()).isEqualTo(1);
        assertThat(statistics.total().hitRatio()).isEqualTo(0.5);
        // end
        // example: since
        Counts before = cache.statistics().total();
        users.get(users.args(42), () -> CompletableFuture.completedFuture("Ada"));
        Counts meanwhile = cache.statistics().total().since(before);

        assertThat(meanwhile).hasToString("1 hits, 0 misses (100.0% hits)");
        // end
        cache.close();
    }
}
