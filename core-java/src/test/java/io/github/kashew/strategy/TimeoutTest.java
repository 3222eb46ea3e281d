package io.github.kashew.strategy;

import static io.github.kashew.strategy.ReadingRoom.kinds;
import static io.github.kashew.strategy.ReadingRoom.outcome;
import static io.github.kashew.strategy.Strategies.bulkhead;
import static io.github.kashew.strategy.Strategies.early;
import static io.github.kashew.strategy.Strategies.failover;
import static io.github.kashew.strategy.Strategies.hit;
import static io.github.kashew.strategy.Strategies.simple;
import static io.github.kashew.strategy.Strategies.soft;
import static io.github.kashew.strategy.Strategies.timeout;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.kashew.CachePlan;
import io.github.kashew.Condition;
import io.github.kashew.Strategy;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("timeout")
class TimeoutTest {

    private final ReadingRoom room = new ReadingRoom();

    @AfterEach
    void close() {
        room.close();
    }

    /** What holds an older value while a load runs. */
    private enum Older {
        FRESH(simple("1h"), "1m"),
        STALE(soft("1h", "10m"), "10m"),
        SPENT(hit("1h", 1), "1m"),
        COPY(failover("1h"), "10m"),
        NONE(simple("1h"), "1h");

        private final Strategy strategy;
        private final String age;

        Older(Strategy strategy, String age) {
            this.strategy = strategy;
            this.age = age;
        }

        /** Returns a plan whose key held "old" and whose next call loads unless the entry is fresh. */
        CachePlan<String> plan(ReadingRoom room, Timeout timeout) {
            Strategy[] chain = this == COPY
                    ? new Strategy[] {timeout, strategy, simple("5m")}
                    : new Strategy[] {timeout, strategy};
            CachePlan<String> plan = room.plan(chain);
            room.call(plan, 1, "old");
            if (this == SPENT) {
                room.call(plan, 1);
            }
            room.clock.advance(age);
            room.loads.clear();
            room.commands();
            return plan;
        }
    }

    /** A call whose load takes so long and brings "new": its answer at 1 s (soft), at 5 s (hard), and the next answer. */
    @ParameterizedTest(name = "{0}, the load takes {1}, {2} fails: {3} at 1 s, {4} at 5 s, then {5}")
    @CsvSource(
            nullValues = "-",
            value = {
                "FRESH, 0, -,    old,  old,                  old, GET",
                "STALE, 0, -,    new,  new,                  new, GET SET",
                "STALE, 3, -,    old,  old,                  new, GET GET SET",
                "STALE, 9, -,    old,  old,                  old, GET GET SET",
                "STALE, 3, read, open, new,                  new, GET GET GET",
                "SPENT, 3, -,    old,  old,                  new, GET INCREMENT GET INCREMENT SET DELETE",
                "SPENT, 9, -,    old,  old,                  open, GET INCREMENT GET",
                "COPY,  3, -,    old,  old,                  new, GET GET GET SET SET",
                "COPY,  9, -,    old,  old,                  open, GET GET GET GET",
                "NONE,  3, -,    open, new,                  new, GET GET GET SET",
                "NONE,  9, -,    open, LoadTimeoutException, open, GET GET GET",
            })
    void table(Older older, int seconds, String broken, String atSoft, String atHard, String next, String commands) {
        CachePlan<String> plan = older.plan(room, timeout("5s").withSoft("1s"));
        if (broken != null) {
            room.broken.add(broken);
        }
        CompletableFuture<String> answer = room.call(plan, 1);
        CompletableFuture<String> load = room.loads.isEmpty() ? new CompletableFuture<>() : room.last();
        if (seconds == 0) {
            load.complete("new");
        }
        advance("1s");
        assertThat(outcome(answer)).isEqualTo(atSoft);
        if (seconds > 0 && seconds < 5) {
            load.complete("new");
        }
        advance("4s");
        assertThat(outcome(answer)).isEqualTo(atHard);
        assertThat(room.commands()).isEqualTo(kinds(commands));
        assertThat(room.clock.pendingTasks()).isZero();
        if (seconds > 5) {
            assertThat(load).isCancelled();
        }
        room.broken.clear();
        if (broken == null) {
            assertThat(outcome(room.call(plan, 1))).isEqualTo(next);
        }
    }

    private void advance(String time) {
        room.clock.advance(time);
        room.runTasks();
    }

    @Test
    @DisplayName("a caller that has its older value leaves the load to the others, and to the store")
    void loadGoesOn() {
        CachePlan<String> plan = Older.STALE.plan(room, timeout("5s").withSoft("1s"));
        CompletableFuture<String> first = room.call(plan, 1);
        advance("500ms");
        CompletableFuture<String> second = room.call(plan, 1);
        advance("500ms");
        assertThat(first).isCompletedWithValue("old");
        assertThat(second).isNotDone();
        room.last().complete("new");
        assertThat(second).isCompletedWithValue("new");
        assertThat(room.loads).hasSize(1);
    }

    @Test
    @DisplayName("leaving before the soft limit leaves no timer behind, and cancels the load")
    void leaving() {
        CachePlan<String> plan = Older.STALE.plan(room, timeout("5s").withSoft("1s"));
        room.call(plan, 1).cancel(true);
        assertThat(room.last()).isCancelled();
        assertThat(room.clock.pendingTasks()).isZero();
    }

    @Test
    @DisplayName("a stored failure is not answered in place of a load")
    void storedFailure() {
        CachePlan<String> plan = room.plan(
                Condition.failures(IllegalStateException.class), timeout("5s").withSoft("1s"), hit("1h", 1));
        room.failing(plan, 1, new IllegalStateException("source"));
        room.call(plan, 1);
        CompletableFuture<String> waiting = room.call(plan, 1);
        advance("1s");
        assertThat(waiting).isNotDone();
        advance("4s");
        assertThat(outcome(waiting)).isEqualTo("LoadTimeoutException");
    }

    @Test
    @DisplayName("the hard limit holds for refreshes in the background, and for plans that store nothing")
    void everyLoad() {
        CachePlan<String> plan = room.plan(timeout("5s"), early("10m", "7m"));
        room.call(plan, 1, "old");
        room.clock.advance("7m");
        room.call(plan, 1);
        room.runTasks();
        advance("5s");
        assertThat(room.last()).isCancelled();
        CompletableFuture<String> guarded = room.call(room.plan(bulkhead(1), timeout("5s")), 1);
        advance("5s");
        assertThat(outcome(guarded)).isEqualTo("LoadTimeoutException");
    }

    @Test
    @DisplayName("draws its options and is equal by them")
    void value() {
        assertThat(timeout("5s")).hasToString("timeout(5s)").isEqualTo(timeout(Duration.ofSeconds(5)));
        assertThat(timeout("5s").withSoft("200ms"))
                .hasToString("timeout(5s).withSoft(200ms)")
                .isEqualTo(timeout("5s").withSoft(Duration.ofMillis(200)))
                .isNotEqualTo(timeout("5s"));
    }

    @Test
    @DisplayName("options out of range are refused with option, value and range")
    void options() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> timeout("forever"))
                .withMessageContaining("timeout");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> timeout("5s").withSoft("5s"))
                .withMessageContainingAll("soft", "below the timeout of 5s", "was 5s");
    }

    @Test
    @DisplayName(
            "a soft limit without an older value, or inside what would store it anew, is refused, as are two limits")
    void composition() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> room.plan(timeout("5s").withSoft("1s"), bulkhead(1)))
                .withMessageContaining("no older value");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> room.plan(failover("1h"), timeout("5s").withSoft("1s"), simple("1h")))
                .withMessageContainingAll("inside failover(1h)", "put it outside");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> room.plan(timeout("5s"), timeout("6s"), simple("1h")))
                .withMessageContainingAll("timeout(5s)", "timeout(6s)", "limited twice");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> room.cache
                        .plan(String.class)
                        .loadTimeout("1s")
                        .through(timeout("5s"), simple("1h"))
                        .build())
                .withMessageContainingAll("loadTimeout(PT1S)", "timeout(5s)");
    }
}
