package io.github.kashew.strategy;

import static io.github.kashew.strategy.ReadingRoom.outcome;
import static io.github.kashew.strategy.Strategies.failover;
import static io.github.kashew.strategy.Strategies.simple;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kashew.Cache;
import io.github.kashew.CachePlan;
import io.github.kashew.Condition;
import io.github.kashew.Loader;
import io.github.kashew.key.Args;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("the condition loaded() stores only what was loaded as a whole")
class ReuseTest {

    private final ReadingRoom room = new ReadingRoom();
    private final Condition<String> loaded = Condition.<String>values().and(Condition.loaded());
    private final CachePlan<String> outer = room.plan(loaded, simple("10m"));
    private final CachePlan<String> inner = plan("inner:{id}");
    private final CachePlan<String> middle = plan("middle:{id}");

    private CachePlan<String> plan(String template) {
        return room.cache.plan(String.class).key(template).through(simple("1h")).build();
    }

    @AfterEach
    void close() {
        room.close();
    }

    private boolean stores(int id, Supplier<CompletionStage<String>> load) {
        outer.get(outer.args(id), load::get);
        room.runTasks();
        return room.cache.exists("k:" + id).toCompletableFuture().join();
    }

    private static Loader<String> source() {
        return () -> CompletableFuture.completedFuture("source");
    }

    @Test
    @DisplayName("a cached call inside that loads is loaded, one that hits is not")
    void direct() {
        assertThat(stores(1, () -> inner.get(inner.args(1), source()))).isTrue();
        assertThat(stores(2, () -> inner.get(inner.args(1), source()))).isFalse();
        assertThat(stores(3, () -> CompletableFuture.completedFuture("plain"))).isTrue();
    }

    @Test
    @DisplayName("a hit counts on a route without middleware, too, which answers without a command")
    void withoutMiddleware() {
        try (Cache cache = Cache.open("mem://")) {
            CachePlan<String> whole = cache.plan(String.class)
                    .key("k:{id}")
                    .condition(loaded)
                    .through(simple("10m"))
                    .build();
            CachePlan<String> part =
                    cache.plan(String.class).key("part").through(simple("1h")).build();
            for (int id = 1; id <= 2; id++) {
                whole.get(whole.args(id), () -> part.get(part.args(), source()));
                assertThat(cache.exists("k:" + id)).isCompletedWithValue(id == 1);
            }
        }
    }

    @Test
    @DisplayName("a hit at any depth counts")
    void deep() {
        inner.get(inner.args(1), source());
        assertThat(stores(1, () -> middle.get(middle.args(1), () -> inner.get(inner.args(1), source()))))
                .isFalse();
        assertThat(stores(2, () -> middle.get(middle.args(2), () -> inner.get(inner.args(2), source()))))
                .isTrue();
    }

    @Test
    @DisplayName("a load that is joined counts as it ends: loaded, or reusing")
    void joined() {
        CompletableFuture<String> open = new CompletableFuture<>();
        inner.get(inner.args(1), () -> open);
        CompletionStage<String> first = outer.get(outer.args(1), () -> inner.get(inner.args(1), source()));
        open.complete("source");
        assertThat(first).isCompletedWithValue("source");
        assertThat(room.cache.exists("k:1")).isCompletedWithValue(true);

        CompletableFuture<String> gate = new CompletableFuture<>();
        middle.get(middle.args(1), () -> inner.get(inner.args(1), source()).thenCombine(gate, (hit, go) -> hit));
        outer.get(outer.args(2), () -> middle.get(middle.args(1), source()));
        gate.complete("go");
        assertThat(room.cache.exists("k:2")).isCompletedWithValue(false);
    }

    @Test
    @DisplayName("a batch inside counts as its members do")
    void batch() {
        CompletionStage<Map<Args, String>> none =
                CompletableFuture.completedFuture(Map.of(inner.args(1), "source", inner.args(2), "source"));
        Supplier<CompletionStage<String>> both =
                () -> inner.getAll(List.of(inner.args(1), inner.args(2)), missing -> none)
                        .thenApply(Map::toString);
        assertThat(stores(1, both)).isTrue();
        assertThat(stores(2, both)).isFalse();
        room.cache.delete("inner:1");
        assertThat(stores(3, both)).isFalse();
    }

    @Test
    @DisplayName("a copy that failover answers inside the plan is not stored")
    void copyInside() {
        CachePlan<String> plan = room.plan(loaded, simple("10m"), failover("1h"));
        room.call(plan, 1, "good");
        room.clock.advance("10m");
        assertThat(outcome(room.failing(plan, 1, new IOException("source")))).isEqualTo("good");
        assertThat(room.cache.exists("k:1")).isCompletedWithValue(false);
    }

    @Test
    @DisplayName("DEFECT-44: failover's copy follows answers that were not loaded, whatever the condition")
    void copyOutside() {
        CachePlan<String> plan = room.plan(loaded, failover("1h"), simple("10m"));
        inner.get(inner.args(1), source());
        CompletionStage<String> answer = plan.get(plan.args(1), () -> inner.get(inner.args(1), source()));
        assertThat(answer).isCompletedWithValue("source");
        assertThat(room.cache.exists("k:1")).isCompletedWithValue(false);
        assertThat(outcome(room.failing(plan, 1, new IOException("source")))).isEqualTo("source");
    }

    @Test
    @DisplayName("without the condition, what was reused is stored")
    void unconditional() {
        inner.get(inner.args(1), source());
        middle.get(middle.args(1), () -> inner.get(inner.args(1), source()));
        assertThat(room.cache.exists("middle:1")).isCompletedWithValue(true);
    }
}
