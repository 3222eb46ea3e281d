package io.github.kashew;

import static io.github.kashew.strategy.Strategies.early;
import static io.github.kashew.strategy.Strategies.simple;
import static io.github.kashew.strategy.Strategies.soft;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.kashew.key.Args;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Statistics")
class StatisticsTest {

    private final ManualClock clock = new ManualClock();
    private final Breakable breakable = new Breakable();
    private final Cache cache = Cache.builder()
            .route("", "mem://?check_interval=0", route -> route.wrap(breakable::around))
            .route("other:", "mem://?check_interval=0&size=10")
            .clock(clock)
            .executor(Runnable::run)
            .build();

    @AfterEach
    void close() {
        cache.close();
    }

    private CachePlan<String> plan(String template, Strategy strategy) {
        return cache.plan(String.class).key(template).through(strategy).build();
    }

    private void load(CachePlan<String> plan, int id, String time) {
        plan.get(plan.args(id), () -> {
            clock.advance(time);
            return CompletableFuture.completedFuture("value");
        });
    }

    private void fail(CachePlan<String> plan, int id) {
        plan.get(plan.args(id), () -> CompletableFuture.failedFuture(new IOException("source")));
    }

    @Test
    @DisplayName("are by plan and by route, and a line for each is drawn")
    void byPlanAndRoute() {
        CachePlan<String> users = plan("user:{id}", simple("1h"));
        CachePlan<String> others = plan("other:{id}", simple("1h"));
        load(users, 1, "20ms");
        load(users, 1, "20ms");
        load(users, 1, "20ms");
        load(users, 2, "40ms");
        load(others, 1, "10ms");
        cache.get("user:1", String.class);
        cache.entry("user:3", TypeRef.of(String.class));

        CacheStatistics statistics = cache.statistics();
        assertThat(statistics.plan("user:{id}").hits()).isEqualTo(2);
        assertThat(statistics.plan("user:{id}").loadTime()).isEqualTo(Duration.ofMillis(60));
        assertThat(statistics.plan("never:{called}")).isEqualTo(Counts.NONE);
        assertThat(statistics).hasToString("""
                        total: 3 hits, 4 misses (42.9% hits), 3 loads of 23ms
                        route '': 3 hits, 3 misses (50.0% hits), 2 loads of 30ms
                        route 'other:': 0 hits, 1 misses (0.0% hits), 1 loads of 10ms
                        plan other:{id}: 0 hits, 1 misses (0.0% hits), 1 loads of 10ms
                        plan user:{id}: 2 hits, 2 misses (50.0% hits), 2 loads of 30ms""");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> statistics.route("nowhere:"))
                .withMessage("there is no route 'nowhere:'; there are [, other:]");
    }

    @Test
    @DisplayName("of two moments are subtracted")
    void since() {
        CachePlan<String> users = plan("user:{id}", simple("1h"));
        load(users, 1, "20ms");
        Counts before = cache.statistics().total();
        load(users, 1, "20ms");
        assertThat(cache.statistics().total().since(before)).hasToString("1 hits, 0 misses (100.0% hits)");
    }

    @Test
    @DisplayName("count those who wait for a load that another call had begun, and load once")
    void coalesced() {
        CachePlan<String> users = plan("user:{id}", simple("1h"));
        CompletableFuture<String> source = new CompletableFuture<>();
        for (int caller = 0; caller < 3; caller++) {
            users.get(users.args(1), () -> source);
        }
        source.complete("value");
        assertThat(cache.statistics().total()).hasToString("0 hits, 3 misses (0.0% hits), 2 coalesced, 1 loads of 0ms");
    }

    @Test
    @DisplayName("count stale answers, refreshes in the background, and failures that were covered")
    void staleAndCovered() {
        CachePlan<String> refreshed = plan("early:{id}", early("10m", "7m"));
        load(refreshed, 1, "1ms");
        clock.advance("8m");
        load(refreshed, 1, "1ms");
        CachePlan<String> softened = plan("soft:{id}", soft("10m", "7m"));
        load(softened, 1, "1ms");
        clock.advance("8m");
        fail(softened, 1);
        CacheStatistics statistics = cache.statistics();
        assertThat(statistics.plan("early:{id}"))
                .hasToString("1 hits, 1 misses (50.0% hits), 2 loads of 1ms, 1 stale, 1 refreshes");
        assertThat(statistics.plan("soft:{id}"))
                .hasToString("0 hits, 2 misses (0.0% hits), 2 loads of 500us, 1 failed, 1 covered");
    }

    @Test
    @DisplayName("count failures of the store that were suppressed, once for the route and once for the plan")
    void suppressed() {
        CachePlan<String> users = plan("user:{id}", simple("1h"));
        breakable.broken.add("read");
        load(users, 1, "1ms");
        breakable.broken.clear();
        breakable.broken.add("write");
        load(users, 2, "1ms");
        CacheStatistics statistics = cache.statistics();
        assertThat(statistics.plan("user:{id}").suppressed()).isEqualTo(2);
        assertThat(statistics.route("").suppressed()).isEqualTo(2);
        assertThat(statistics.total().loads()).isEqualTo(2);
    }

    @Test
    @DisplayName("count evictions, without a listener and with one")
    void evictions() {
        List<String> heard = new ArrayList<>();
        try (Cache listening = Cache.builder()
                .route("", "mem://?check_interval=0&size=10")
                .clock(clock)
                .removalListener((key, cause) -> heard.add(key))
                .build()) {
            for (int i = 0; i < 100; i++) {
                cache.set("other:" + i, "value");
                listening.set("other:" + i, "value");
            }
            assertThat(cache.statistics().route("other:").evictions()).isPositive();
            assertThat(listening.statistics().total().evictions()).isEqualTo(heard.size());
        }
    }

    @Test
    @DisplayName("count each key of a batch, and its load once")
    void batch() {
        CachePlan<String> users = plan("user:{id}", simple("1h"));
        load(users, 1, "1ms");
        users.getAll(List.of(users.args(1), users.args(2), users.args(3)), missing -> {
            Map<Args, String> values = new HashMap<>();
            missing.forEach(args -> values.put(args, "value"));
            return CompletableFuture.completedFuture(values);
        });
        assertThat(cache.statistics().total()).hasToString("1 hits, 3 misses (25.0% hits), 2 loads of 500us");
        assertThat(cache.getMany(List.of("user:2", "user:9"), String.class))
                .isCompletedWithValueMatching(found -> found.containsKey("user:2"));
        assertThat(cache.statistics().total().hits()).isEqualTo(2);
        assertThat(cache.statistics().total().misses()).isEqualTo(4);
    }

    @Test
    @DisplayName("of plans without a template are by their strategies")
    void withoutTemplate() {
        cache.getOrLoad("k", String.class, Ttl.of("1h"), () -> CompletableFuture.completedFuture("value"));
        assertThat(cache.statistics().plan("simple(1h) → loader").misses()).isEqualTo(1);
    }
}
