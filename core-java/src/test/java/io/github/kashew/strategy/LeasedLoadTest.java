package io.github.kashew.strategy;

import static io.github.kashew.CommandKind.GET;
import static io.github.kashew.CommandKind.SET;
import static io.github.kashew.strategy.Strategies.early;
import static io.github.kashew.strategy.Strategies.simple;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kashew.CachePlan;
import io.github.kashew.Strategy;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("a load under a lease")
class LeasedLoadTest {

    private final ReadingRoom room = new ReadingRoom();

    @AfterEach
    void close() {
        room.close();
    }

    private enum Leasing {
        EARLY(early("10m", "7m")),
        SIMPLE(simple("10m").withLease());

        private final Strategy strategy;

        Leasing(Strategy strategy) {
            this.strategy = strategy;
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("C07: of two processes one loads, and the other reads what it has stored")
    void twoProcesses(Leasing each) {
        room.shared = true;
        CompletableFuture<String> first = room.call(room.plan(each.strategy), 1);
        CompletableFuture<String> second = room.call(room.plan(each.strategy), 1);
        assertThat(room.loads).hasSize(1);
        room.last().complete("new");
        room.runTasks();
        assertThat(first).isCompletedWithValue("new");
        assertThat(second).isCompletedWithValue("new");
        assertThat(room.loads).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("who has waited long enough loads without the lease")
    void waitsBounded(Leasing each) {
        room.shared = true;
        room.call(room.plan(each.strategy), 1);
        CompletableFuture<String> second = room.call(room.plan(each.strategy), 1);
        for (int step = 0; step < 1100 && room.loads.size() < 2; step++) {
            room.clock.advance(Duration.ofMillis(10));
            room.runTasks();
        }
        assertThat(room.loads).hasSize(2);
        room.last().complete("new");
        assertThat(second).isCompletedWithValue("new");
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("who leaves while waiting leaves no timer behind")
    void leaving(Leasing each) {
        room.shared = true;
        CompletableFuture<String> first = room.call(room.plan(each.strategy), 1);
        room.call(room.plan(each.strategy), 1).cancel(true);
        assertThat(room.clock.pendingTasks()).isEqualTo(1);
        first.cancel(true);
        assertThat(room.last()).isCancelled();
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("DEFECT-43: a hit takes no lease")
    void hit(Leasing each) {
        room.shared = true;
        CachePlan<String> plan = room.plan(each.strategy);
        room.call(plan, 1, "old");
        room.commands();
        assertThat(room.call(plan, 1)).isCompletedWithValue("old");
        assertThat(room.commands()).containsExactly(GET);
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("a store that no other process sees takes no lease")
    void ownStore(Leasing each) {
        room.call(room.plan(each.strategy), 1, "old");
        assertThat(room.commands()).containsExactly(GET, SET);
    }

    @Test
    @DisplayName("is a part of what is drawn and compared")
    void value() {
        assertThat(simple("1h").withLease())
                .hasToString("simple(1h).withLease()")
                .isNotEqualTo(simple("1h"));
        assertThat(simple("1h").withLease().withTtlOfEmpty("1m"))
                .isEqualTo(simple("1h").withTtlOfEmpty("1m").withLease());
    }
}
