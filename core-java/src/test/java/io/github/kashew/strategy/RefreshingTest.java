package io.github.kashew.strategy;

import static io.github.kashew.CommandKind.GET;
import static io.github.kashew.CommandKind.GET_MANY;
import static io.github.kashew.CommandKind.SET;
import static io.github.kashew.strategy.Strategies.simple;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kashew.CacheContext;
import io.github.kashew.CachePlan;
import io.github.kashew.CommandKind;
import io.github.kashew.Ttl;
import io.github.kashew.key.Args;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("A refreshing scope")
class RefreshingTest {

    private final GuardRoom room = new GuardRoom();
    private final CachePlan<String> plan = room.plan(simple("1h"));

    @BeforeEach
    void store() {
        room.cache.set("k:1", "stored", Ttl.of("1h"));
        room.commands();
    }

    @AfterEach
    void close() {
        room.close();
    }

    private String stored() {
        return room.cache.get("k:1", String.class).toCompletableFuture().join();
    }

    static List<Arguments> table() {
        return List.of(
                Arguments.of(false, 1, "loads", "stored", "stored", List.of(GET)),
                Arguments.of(true, 1, "loads", "loaded", "loaded", List.of(GET, SET)),
                Arguments.of(true, 1, "fails", "IOException", "stored", List.of(GET)),
                Arguments.of(true, 2, "loads", "loaded", "stored", List.of(GET, SET)));
    }

    @ParameterizedTest(name = "refreshing {0}, key {1}, {2}: {3}, then {4} is stored; {5}")
    @MethodSource("table")
    @DisplayName("answers and commands")
    void answers(boolean refreshing, int id, String load, String answer, String after, List<CommandKind> commands) {
        CacheContext context = refreshing ? CacheContext.empty().refreshing() : CacheContext.empty();
        try (CacheContext.Scope scope = context.open()) {
            assertThat(load.equals("loads") ? room.call(plan, id) : room.failing(plan, id, new IOException("down")))
                    .isEqualTo(answer);
        }
        assertThat(room.commands()).isEqualTo(commands);
        assertThat(stored()).isEqualTo(after);
    }

    @Test
    @DisplayName("DEFECT-50: leaving an inner scope restores the outer one")
    void nested() {
        try (CacheContext.Scope outer = CacheContext.current().refreshing().open()) {
            try (CacheContext.Scope inner = CacheContext.current().refreshing().open()) {
                assertThat(room.call(plan, 1)).isEqualTo("loaded");
            }
            room.cache.set("k:1", "stored", Ttl.of("1h"));
            try (CacheContext.Scope inner =
                    CacheContext.current().with("tenant", "a").open()) {
                assertThat(room.call(plan, 1)).isEqualTo("loaded");
            }
            room.cache.set("k:1", "stored", Ttl.of("1h"));
            assertThat(room.call(plan, 1)).isEqualTo("loaded");
        }
        room.cache.set("k:1", "stored", Ttl.of("1h"));
        assertThat(room.call(plan, 1)).isEqualTo("stored");
        assertThat(CacheContext.current().isRefreshing()).isFalse();
    }

    @Test
    @DisplayName("loads anew what a load inside reads through a plan")
    void insideLoads() {
        CachePlan<String> outer = room.cache
                .plan(String.class)
                .key("outer:{id}")
                .through(simple("1h"))
                .build();
        try (CacheContext.Scope scope = CacheContext.current().refreshing().open()) {
            outer.get(outer.args(1), () -> plan.get(plan.args(1), () -> CompletableFuture.completedFuture("anew")));
        }
        assertThat(stored()).isEqualTo("anew");
    }

    @Test
    @DisplayName("loads every key of a batch anew")
    void batch() {
        CompletableFuture<Map<Args, String>> answers;
        try (CacheContext.Scope scope = CacheContext.current().refreshing().open()) {
            answers = plan.getAll(
                            List.of(Args.of(1), Args.of(2)),
                            calls -> CompletableFuture.completedFuture(Map.of(Args.of(1), "one", Args.of(2), "two")))
                    .toCompletableFuture();
        }
        assertThat(answers).isCompletedWithValue(Map.of(Args.of(1), "one", Args.of(2), "two"));
        assertThat(room.commands()).containsExactly(GET_MANY, SET, SET);
        assertThat(stored()).isEqualTo("one");
    }

    @Test
    @DisplayName("does not share the flight of a call outside")
    void flights() {
        room.cache.delete("k:1");
        CompletableFuture<String> outside = room.open(plan, 1);
        CompletableFuture<String> first = room.last();
        try (CacheContext.Scope scope = CacheContext.current().refreshing().open()) {
            assertThat(room.call(plan, 1)).isEqualTo("loaded");
        }
        first.complete("older");
        assertThat(outside).isCompletedWithValue("older");
        assertThat(stored()).isEqualTo("loaded");
    }
}
