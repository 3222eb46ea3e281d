package io.github.kashew;

import static io.github.kashew.strategy.Strategies.early;
import static io.github.kashew.strategy.Strategies.failover;
import static io.github.kashew.strategy.Strategies.simple;
import static io.github.kashew.strategy.Strategies.soft;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kashew.Detection.Source;
import io.github.kashew.Detection.Tier;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Detection")
class DetectionTest {

    private final ManualClock clock = new ManualClock();
    private final Breakable breakable = new Breakable();
    private final Deque<Runnable> tasks = new ArrayDeque<>();
    private final Cache cache = Cache.builder()
            .route("", "mem://?check_interval=0", route -> route.wrap(breakable::around))
            .clock(clock)
            .executor(tasks::add)
            .build();

    @AfterEach
    void close() {
        cache.close();
    }

    private CachePlan<String> plan(Strategy... strategies) {
        return cache.plan(String.class).key("user:{id}").through(strategies).build();
    }

    private CompletionStage<String> load(CachePlan<String> plan) {
        return plan.get(plan.args(42), () -> {
            clock.advance("20ms");
            return CompletableFuture.completedFuture("Ada");
        });
    }

    private CompletionStage<String> fail(CachePlan<String> plan) {
        return plan.get(plan.args(42), () -> CompletableFuture.failedFuture(new IOException("source")));
    }

    private String explained(CompletionStage<? extends Explanation<?>> explanation) {
        return explanation.toCompletableFuture().getNow(null).toString();
    }

    private Detection only(Detections seen) {
        assertThat(seen.answers()).hasSize(1);
        return seen.answers().get(0);
    }

    @Test
    @DisplayName("of a load: what was asked, how long it took, and that it was stored")
    void load() {
        CachePlan<String> plan = plan(simple("1h"));
        assertThat(explained(cache.explain(() -> load(plan)))).isEqualTo("""
                'user:42' was loaded in 20ms
                ├─ plan user:{id} = simple(1h) → loader
                ├─ route ''
                ├─ +0ms found nothing
                ├─ +0ms began to load
                ├─ +20ms loaded
                └─ +20ms stored, expires in 1h""");
    }

    @Test
    @DisplayName("of a hit")
    void hit() {
        CachePlan<String> plan = plan(simple("1h"));
        load(plan);
        clock.advance("10m");
        assertThat(explained(cache.explain(() -> load(plan)))).isEqualTo("""
                'user:42' was answered from the cache in 0ms
                ├─ plan user:{id} = simple(1h) → loader
                ├─ route ''
                └─ +0ms found an entry, 10m old, expires in 50m, loaded in 20ms""");
    }

    @Test
    @DisplayName("of a stale answer")
    void stale() {
        CachePlan<String> plan = plan(early("10m", "7m"));
        load(plan);
        clock.advance("8m");
        assertThat(explained(cache.explain(() -> load(plan)))).isEqualTo("""
                'user:42' was answered stale from the cache in 0ms
                ├─ plan user:{id} = early(10m, 7m) → loader
                ├─ route ''
                ├─ +0ms found an entry, 8m old, stale for 1m, expires in 2m, loaded in 20ms
                └─ +0ms began to load anew in the background""");
        tasks.forEach(Runnable::run);
    }

    @Test
    @DisplayName("of a covered failure")
    void covered() {
        CachePlan<String> plan = plan(soft("10m", "7m"));
        load(plan);
        clock.advance("8m");
        try (Detections seen = cache.detect()) {
            fail(plan);
            assertThat(only(seen).toTree()).isEqualTo("""
                    'user:42' was answered by an older value in place of a failure in 0ms
                    ├─ plan user:{id} = soft(10m, 7m) → loader
                    ├─ route ''
                    ├─ +0ms found an entry, 8m old, stale for 1m, expires in 2m, loaded in 20ms
                    ├─ +0ms began to load
                    ├─ +0ms the load failed: java.io.IOException: source
                    └─ +0ms answered an older value in place of the failure, by soft(10m, 7m)""");
            assertThat(only(seen))
                    .hasToString("'user:42' was answered by an older value in place of a failure in 0ms"
                            + " (soft(10m, 7m), route '', 8m old, stale for 1m, expires in 2m, covers IOException)");
        }
    }

    @Test
    @DisplayName("of a failure that the copy of a failover covers names the failover")
    void copy() {
        CachePlan<String> plan = plan(failover("1h"), simple("1m"));
        load(plan);
        clock.advance("10m");
        try (Detections seen = cache.detect()) {
            fail(plan);
            assertThat(only(seen).source()).isEqualTo(Source.COVERED);
            assertThat(only(seen).strategy()).isEqualTo("failover(1h)");
            assertThat(only(seen).age()).isEqualTo(Duration.ofMinutes(10));
        }
    }

    @Test
    @DisplayName("of a wait for the load of another call")
    void coalesced() {
        CachePlan<String> plan = plan(simple("1h"));
        CompletableFuture<String> source = new CompletableFuture<>();
        CompletionStage<String> first = plan.get(plan.args(42), () -> source);
        CompletionStage<Explanation<String>> second = cache.explain(() -> load(plan));
        clock.advance("30ms");
        source.complete("Ada");
        assertThat(first).isCompletedWithValue("Ada");
        assertThat(explained(second)).isEqualTo("""
                'user:42' was answered by the load of another call in 30ms
                ├─ plan user:{id} = simple(1h) → loader
                ├─ route ''
                ├─ +0ms found nothing
                └─ +0ms joined the load of another call""");
    }

    @Test
    @DisplayName("of failures of the store that are suppressed, in reading and in writing")
    void suppressed() {
        CachePlan<String> plan = plan(simple("1h"));
        breakable.broken.add("read");
        assertThat(explained(cache.explain(() -> load(plan)))).isEqualTo("""
                'user:42' was loaded in 20ms
                ├─ plan user:{id} = simple(1h) → loader
                ├─ route ''
                ├─ +0ms the look-up failed, which is suppressed: io.github.kashew.error.BackendException: read is broken
                ├─ +0ms began to load
                ├─ +20ms loaded
                └─ +20ms not stored: what the look-up found must not be overwritten""");
        breakable.broken.clear();
        breakable.broken.add("write");
        assertThat(explained(cache.explain(() -> load(plan)))).isEqualTo("""
                'user:42' was loaded in 20ms
                ├─ plan user:{id} = simple(1h) → loader
                ├─ route ''
                ├─ +0ms found nothing
                ├─ +0ms began to load
                ├─ +20ms loaded
                └─ +20ms not stored: the store failed, which is suppressed: io.github.kashew.error.BackendException: write is broken""");
    }

    @Test
    @DisplayName("says why something is not stored")
    void notStored() {
        CachePlan<String> choosy = cache.plan(String.class)
                .key("user:{id}")
                .condition(Condition.<String>values().and(outcome -> false))
                .through(simple("1h"))
                .build();
        assertThat(explained(cache.explain(() -> load(choosy))))
                .endsWith("└─ +20ms not stored: the condition of the plan does not want it");

        CachePlan<String> plan = plan(simple("1h"));
        assertThat(explained(cache.explain(() -> fail(plan)))).isEqualTo("""
                'user:42' was not answered in 0ms
                ├─ plan user:{id} = simple(1h) → loader
                ├─ route ''
                ├─ +0ms found nothing
                ├─ +0ms began to load
                ├─ +0ms the load failed: java.io.IOException: source
                └─ +0ms not stored: the plan does not store this failure""");

        CompletableFuture<String> source = new CompletableFuture<>();
        CompletionStage<Explanation<String>> changed = cache.explain(() -> plan.get(plan.args(42), () -> source));
        cache.delete("user:42");
        source.complete("Ada");
        assertThat(explained(changed)).endsWith("└─ +0ms not stored: the key was changed during the load");
    }

    @Test
    @DisplayName("has the times of the entry that was answered")
    void record() {
        CachePlan<String> plan = plan(simple("1h"));
        load(plan);
        clock.advance("10m");
        try (Detections seen = cache.detect()) {
            load(plan);
            Detection answer = only(seen);
            assertThat(answer.key()).isEqualTo("user:42");
            assertThat(answer.template()).isEqualTo("user:{id}");
            assertThat(answer.strategy()).isEqualTo("simple(1h)");
            assertThat(answer.source()).isEqualTo(Source.HIT);
            assertThat(answer.source().isCached()).isTrue();
            assertThat(answer.tier()).isEqualTo(Tier.MEMORY);
            assertThat(answer.age()).isEqualTo(Duration.ofMinutes(10));
            assertThat(answer.ttl()).isEqualTo(Duration.ofMinutes(50));
            assertThat(answer.staleness()).isZero();
            assertThat(answer.loadTime()).isEqualTo(Duration.ofMillis(20));
        }
    }

    @Test
    @DisplayName("reports to outer scopes too, and to no scope beside or after it")
    void nested() {
        CachePlan<String> plan = plan(simple("1h"));
        Detections outer = cache.detect();
        load(plan);
        Detections inner = cache.detect();
        load(plan);
        inner.close();
        load(plan);
        outer.close();
        load(plan);
        try (Cache another = Cache.open("mem://");
                Detections foreign = another.detect()) {
            load(plan);
            assertThat(foreign.answers()).isEmpty();
        }
        assertThat(inner.answers()).hasSize(1);
        assertThat(outer.answers()).hasSize(3);
        outer.clear();
        assertThat(outer.answers()).isEmpty();
    }

    @Test
    @DisplayName("records what completes after its scope was closed, and nothing that a shared load calls")
    void late() {
        CachePlan<String> inner =
                cache.plan(String.class).key("inner:{id}").through(simple("1h")).build();
        CachePlan<String> plan = plan(simple("1h"));
        CompletableFuture<String> source = new CompletableFuture<>();
        Detections seen = cache.detect();
        plan.get(plan.args(42), () -> inner.get(inner.args(1), () -> source));
        seen.close();
        assertThat(seen.answers()).isEmpty();
        source.complete("Ada");
        assertThat(only(seen).key()).isEqualTo("user:42");
    }

    @Test
    @DisplayName("keeps a limited number of answers and counts the others")
    void limited() {
        CachePlan<String> plan = plan(simple("1h"));
        try (Detections seen = cache.detect()) {
            for (int call = 0; call < Detections.MOST + 3; call++) {
                load(plan);
            }
            assertThat(seen.answers()).hasSize(Detections.MOST);
            assertThat(seen.omitted()).isEqualTo(3);
        }
    }

    @Test
    @DisplayName("of a batch has an answer for each key")
    void batch() {
        CachePlan<String> plan = plan(simple("1h"));
        load(plan);
        try (Detections seen = cache.detect()) {
            plan.getAll(
                    List.of(plan.args(42), plan.args(43)),
                    missing -> CompletableFuture.completedFuture(Map.of(plan.args(43), "Bob")));
            assertThat(seen.answers()).extracting(Detection::source).containsExactly(Source.HIT, Source.LOADED);
        }
    }
}
