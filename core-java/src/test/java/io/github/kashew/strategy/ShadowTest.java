package io.github.kashew.strategy;

import static io.github.kashew.strategy.ReadingRoom.kinds;
import static io.github.kashew.strategy.ReadingRoom.outcome;
import static io.github.kashew.strategy.Strategies.early;
import static io.github.kashew.strategy.Strategies.failover;
import static io.github.kashew.strategy.Strategies.shadow;
import static io.github.kashew.strategy.Strategies.simple;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.kashew.CachePlan;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("shadow")
class ShadowTest {

    private final ReadingRoom room = new ReadingRoom();
    private final List<Mismatch> told = new ArrayList<>();

    @AfterEach
    void close() {
        room.close();
    }

    private List<String> told() {
        return told.stream()
                .map(one -> one.cached() + "/" + one.fresh() + "/" + one.age())
                .toList();
    }

    @ParameterizedTest(name = "{0} old, the load brings {1}: {2}")
    @CsvSource(
            nullValues = "-",
            value = {
                "-,   new,   new, '', GET SET, new",
                "-,   error, IOException, '', GET, -",
                "4m,  old,   old, '', GET, old",
                "4m,  new,   new, old/new/PT4M, GET GET, old",
                "4m,  error, IOException, '', GET, old",
                "10m, new,   new, '', GET SET, new",
            })
    void table(String age, String load, String answer, String tells, String commands, String stored) {
        CachePlan<String> plan = room.plan(shadow().withListener(told::add), simple("10m"));
        if (age != null) {
            room.call(plan, 1, "old");
            room.clock.advance(age);
        }
        room.commands();

        CompletableFuture<String> call =
                load.equals("error") ? room.failing(plan, 1, new IOException("source")) : room.call(plan, 1, load);
        room.runTasks();
        assertThat(outcome(call)).isEqualTo(answer);
        assertThat(told()).isEqualTo(tells.isEmpty() ? List.of() : List.of(tells));
        assertThat(room.commands()).isEqualTo(kinds(commands));
        assertThat(room.cache.get("k:1", String.class)).isCompletedWithValue(stored);
    }

    @Test
    @DisplayName("callers at the same time share a load, which is compared once")
    void shared() {
        CachePlan<String> plan = room.plan(shadow().withListener(told::add), simple("10m"));
        room.call(plan, 1, "old");
        room.loads.clear();
        CompletableFuture<String> one = room.call(plan, 1);
        CompletableFuture<String> other = room.call(plan, 1);
        assertThat(room.loads).hasSize(1);
        room.last().complete("new");
        room.runTasks();
        assertThat(List.of(outcome(one), outcome(other))).containsOnly("new");
        assertThat(told).hasSize(1);
    }

    @Test
    @DisplayName("what is stale is loaded in the foreground and replaced")
    void stale() {
        CachePlan<String> plan = room.plan(shadow().withListener(told::add), early("9m", "6m"));
        room.call(plan, 1, "old");
        room.clock.advance("7m");
        room.commands();
        assertThat(room.call(plan, 1, "new")).isCompletedWithValue("new");
        assertThat(room.commands()).isEqualTo(kinds("GET SET"));
        assertThat(room.cache.get("k:1", String.class)).isCompletedWithValue("new");
    }

    @Test
    @DisplayName("a failover inside neither answers a copy nor writes one on a hit; one outside does")
    void failovers() {
        CachePlan<String> inside = room.plan(shadow().withListener(told::add), failover("1h"), simple("10m"));
        room.call(inside, 1, "old");
        room.commands();
        room.call(inside, 1, "new");
        room.runTasks();
        assertThat(room.commands()).isEqualTo(kinds("GET GET"));
        assertThat(outcome(room.failing(inside, 1, new IOException("source")))).isEqualTo("IOException");

        CachePlan<String> outside = room.plan(failover("1h"), shadow().withListener(told::add), simple("10m"));
        room.call(outside, 2, "old");
        assertThat(outcome(room.failing(outside, 2, new IOException("source")))).isEqualTo("old");
    }

    @Test
    @DisplayName("draws itself, is equal by its options, and refuses a plan that stores nothing inside it")
    void value() {
        assertThat(shadow()).hasToString("shadow()").isEqualTo(shadow()).hasSameHashCodeAs(shadow());
        assertThat(shadow()).isNotEqualTo(shadow().withEquality((cached, fresh) -> true));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> room.plan(failover("1h"), shadow()))
                .withMessageContainingAll("shadow()", "stores");
    }
}
