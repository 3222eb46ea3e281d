package io.github.kashew.strategy;

import static io.github.kashew.CommandKind.ACQUIRE_LEASE;
import static io.github.kashew.CommandKind.GET;
import static io.github.kashew.CommandKind.RELEASE_LEASE;
import static io.github.kashew.CommandKind.SET;
import static io.github.kashew.strategy.ReadingRoom.outcome;
import static io.github.kashew.strategy.Strategies.early;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kashew.CachePlan;
import io.github.kashew.Ttl;
import io.github.kashew.error.LoadTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("early")
class EarlyTest {

    private final ReadingRoom room = new ReadingRoom();

    @AfterEach
    void close() {
        room.close();
    }

    private CachePlan<String> stale(Early early) {
        CachePlan<String> plan = room.plan(early);
        room.grow(plan, "7m");
        return plan;
    }

    @Test
    @DisplayName("DEFECT-04: leaving does not end the refresh that the caller began")
    void leaving() {
        CachePlan<String> plan = stale(early("10m", "7m"));
        room.call(plan, 1).cancel(true);
        room.runTasks();
        room.last().complete("new");
        assertThat(room.call(plan, 1)).isCompletedWithValue("new");
    }

    @Test
    @DisplayName("answers the old value while one refresh runs, whose loader does not run on the thread of the caller")
    void oneRefresh() {
        CachePlan<String> plan = stale(early("10m", "7m"));
        assertThat(room.call(plan, 1)).isCompletedWithValue("old");
        assertThat(room.loads).isEmpty();
        room.runTasks();
        assertThat(room.call(plan, 1)).isCompletedWithValue("old");
        room.runTasks();
        assertThat(room.loads).hasSize(1);
        room.last().complete("new");
        assertThat(room.call(plan, 1)).isCompletedWithValue("new");
    }

    @Test
    @DisplayName("callers of a cold key share one load")
    void cold() {
        CachePlan<String> plan = room.plan(early("10m"));
        List<CompletableFuture<String>> callers = List.of(room.call(plan, 1), room.call(plan, 1), room.call(plan, 1));
        assertThat(room.loads).hasSize(1);
        room.last().complete("new");
        assertThat(callers).allSatisfy(caller -> assertThat(caller).isCompletedWithValue("new"));
        assertThat(room.commands()).doesNotContain(ACQUIRE_LEASE);
    }

    @Test
    @DisplayName("a caller whose key expires meanwhile joins the refresh")
    void joins() {
        CachePlan<String> plan = stale(early("10m", "7m"));
        room.call(plan, 1);
        room.runTasks();
        room.clock.advance("3m");
        CompletableFuture<String> cold = room.call(plan, 1);
        assertThat(room.loads).hasSize(1);
        room.last().complete("new");
        assertThat(cold).isCompletedWithValue("new");
    }

    @Test
    @DisplayName("leaves the refresh to another process that holds the lease")
    void otherProcess() {
        CachePlan<String> plan = stale(early("10m", "7m"));
        CachePlan<String> other = room.plan(early("10m", "7m"));
        room.call(plan, 1);
        room.runTasks();
        room.commands();
        assertThat(room.call(other, 1)).isCompletedWithValue("old");
        room.runTasks();
        assertThat(room.loads).hasSize(1);
        assertThat(room.commands()).containsExactly(GET, ACQUIRE_LEASE);
    }

    @Test
    @DisplayName("a refresh that another process has ended is not made again, and a deleted value is not brought back")
    void overtaken() {
        CachePlan<String> plan = stale(early("10m", "7m"));
        room.call(plan, 1);
        room.runTasks();
        room.cache.delete("k:1");
        room.last().complete("new");
        assertThat(room.call(plan, 1)).isNotDone();
        assertThat(room.loads).hasSize(2);
    }

    @Test
    @DisplayName("F50: a storm of refreshes stays within its limit, and nothing queues up")
    void storm() {
        CachePlan<String> plan = room.plan(early("10m", "7m").withMaxRefreshes(8));
        for (int id = 0; id < 10_000; id++) {
            room.call(plan, id, "old");
        }
        room.clock.advance("7m");
        room.loads.clear();
        for (int id = 0; id < 10_000; id++) {
            assertThat(room.call(plan, id)).isCompletedWithValue("old");
        }
        assertThat(room.tasks).hasSize(8);
        room.runTasks();
        List.copyOf(room.loads).forEach(load -> load.complete("new"));
        room.call(plan, 9_999);
        assertThat(room.tasks).hasSize(1);
        room.runTasks();
    }

    @Test
    @DisplayName(
            "F51: while refreshes fail for an hour, the old value is answered until its end, one attempt a back-off")
    void outage() {
        CachePlan<String> plan = room.plan(early("90m", "30m").withBackOff("5m"));
        room.call(plan, 1, "old");
        room.loads.clear();
        room.clock.advance("30m");
        for (int second = 0; second < 3600; second++) {
            assertThat(room.failing(plan, 1, new IllegalStateException("source")))
                    .isCompletedWithValue("old");
            room.clock.advance("1s");
        }
        assertThat(room.loads).hasSize(12);
        assertThat(outcome(room.failing(plan, 1, new IllegalStateException("source"))))
                .isEqualTo("IllegalStateException");
    }

    @Test
    @DisplayName("a refresh that hangs ends at the load timeout, gives the lease back and is tried again")
    void hangs() {
        CachePlan<String> plan = room.cache
                .plan(String.class)
                .key("k:{id}")
                .through(early("10m", "7m").withMaxRefreshes(1))
                .loadTimeout("1m")
                .build();
        room.call(plan, 1, "old");
        room.clock.advance("7m");
        room.call(plan, 1);
        room.runTasks();
        CompletableFuture<String> hanging = room.last();
        room.commands();
        room.clock.advance("1m");
        room.runTasks();
        assertThat(hanging).isCancelled();
        assertThat(room.commands()).containsExactly(RELEASE_LEASE);
        assertThat(room.call(plan, 1, "new")).isCompletedWithValue("old");
        assertThat(room.call(plan, 1)).isCompletedWithValue("new");
    }

    @Test
    @DisplayName("whoever has joined a refresh that hangs fails at the load timeout")
    void joinedHanging() {
        CachePlan<String> plan = stale(early("10m", "7m"));
        room.call(plan, 1);
        room.runTasks();
        room.clock.advance("3m");
        CompletableFuture<String> joined = room.call(plan, 1);
        room.clock.advance("2m");
        room.runTasks();
        assertThat(outcome(joined)).isEqualTo(LoadTimeoutException.class.getSimpleName());
    }

    @Test
    @DisplayName("DEFECT-35: the ttl may be a function of the outcome, and is asked about its value")
    void ttlOfOutcome() {
        CachePlan<String> plan =
                room.plan(early(loaded -> Ttl.of(String.valueOf(loaded.value()).length() + "m")));
        room.call(plan, 1, "abc");
        room.clock.advance(Duration.ofSeconds(119));
        assertThat(room.call(plan, 1)).isCompletedWithValue("abc");
        assertThat(room.tasks).isEmpty();
        room.clock.advance("1s");
        room.call(plan, 1);
        assertThat(room.tasks).hasSize(1);
        room.clock.advance("1m");
        assertThat(room.call(plan, 1)).isNotDone();
        room.runTasks();
    }

    @Test
    @DisplayName("a fresh hit issues no other command than its look-up")
    void fresh() {
        CachePlan<String> plan = room.plan(early("9m"));
        room.call(plan, 1, "old");
        room.clock.advance(Duration.ofSeconds(359));
        assertThat(room.commands()).containsExactly(GET, SET);
        assertThat(room.call(plan, 1)).isCompletedWithValue("old");
        assertThat(room.commands()).containsExactly(GET);
    }

    @Test
    @DisplayName("draws its options and is equal by them")
    void value() {
        assertThat(early("10m", "7m")).hasToString("early(10m, 7m)").isEqualTo(early("10m", "7m"));
        assertThat(early("10m").adaptive(1))
                .hasToString("early(10m).adaptive(1.0)")
                .isEqualTo(early("10m").adaptive(1));
        assertThat(early("10m")).isNotEqualTo(early("10m").withBackOff("1s")).hasSameHashCodeAs(early("10m"));
        assertThat(early("10m").withMaxRefreshes(2)).isNotEqualTo(early("10m"));
    }

    @Test
    @DisplayName("C04: options out of range are refused with option, value and range")
    void options() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> early("10m", "10m"))
                .withMessageContainingAll("refreshAfter", "below", "10m");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> early("forever"))
                .withMessageContainingAll("forever", "refreshAfter");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> early("10m").withBackOff("forever"))
                .withMessageContaining("backOff");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> early("10m").withMaxRefreshes(0))
                .withMessageContainingAll("maxRefreshes", "1 or more", "was 0");
        for (double beta : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> early("10m").adaptive(beta))
                    .withMessageContainingAll("beta", "above 0 and finite", String.valueOf(beta));
        }
        assertThatThrownBy(() -> early("10m", "7m").adaptive(1)).hasMessageContaining("without refreshAfter");
    }
}
