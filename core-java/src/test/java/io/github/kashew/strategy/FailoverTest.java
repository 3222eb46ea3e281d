package io.github.kashew.strategy;

import static io.github.kashew.strategy.ReadingRoom.outcome;
import static io.github.kashew.strategy.Strategies.early;
import static io.github.kashew.strategy.Strategies.failover;
import static io.github.kashew.strategy.Strategies.simple;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.kashew.CachePlan;
import io.github.kashew.CommandKind;
import io.github.kashew.Ttl;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("failover")
class FailoverTest {

    private final ReadingRoom room = new ReadingRoom();

    @AfterEach
    void close() {
        room.close();
    }

    private String failing(CachePlan<String> plan) {
        return outcome(room.failing(plan, 1, new IOException("source")));
    }

    @Test
    @DisplayName("a definitive failure deletes the copy, so that later failures are not covered")
    void definitive() {
        CachePlan<String> plan = room.plan(failover("10m").evictOn(FileNotFoundException.class));
        room.call(plan, 1, "old");
        assertThat(failing(plan)).isEqualTo("old");
        room.ending(plan, "gone");
        assertThat(failing(plan)).isEqualTo("IOException");
        room.call(plan, 1, "old");
        assertThat(failing(plan)).isEqualTo("old");
    }

    @Test
    @DisplayName("DEFECT-44: the copy follows an inner strategy that answers from the cache")
    void followsHits() {
        CachePlan<String> plan = room.plan(failover("1h"), simple("10m"));
        room.cache.set("k:1", "stored", Ttl.of("10m"));
        assertThat(room.call(plan, 1)).isCompletedWithValue("stored");
        room.clock.advance("10m");
        assertThat(failing(plan)).isEqualTo("stored");
    }

    @Test
    @DisplayName("hits of an inner strategy that answers the same value issue no command beyond their look-up")
    void unchanged() {
        CachePlan<String> plan = room.plan(failover("1h"), early("10m"));
        room.call(plan, 1, "value");
        room.commands();
        for (int call = 0; call < 100; call++) {
            room.call(plan, 1);
        }
        assertThat(room.commands()).hasSize(100).containsOnly(CommandKind.GET);
    }

    @Test
    @DisplayName("deleting a key, several keys or a pattern deletes the copies, which do not count")
    void invalidation() {
        CachePlan<String> plan = room.plan(failover("10m"));
        room.call(plan, 1, "old");
        assertThat(plan.invalidate(plan.args(1))).isCompletedWithValue(false);
        assertThat(failing(plan)).isEqualTo("IOException");

        room.call(plan, 1, "second");
        assertThat(room.cache.deleteMany(List.of("k:1", "k:2"))).isCompletedWithValue(0L);
        assertThat(failing(plan)).isEqualTo("IOException");

        room.call(plan, 1, "third");
        assertThat(room.cache.deleteMatch("other:*")).isCompletedWithValue(0L);
        assertThat(failing(plan)).isEqualTo("third");
        assertThat(room.cache.deleteMatch("k:*")).isCompletedWithValue(0L);
        assertThat(failing(plan)).isEqualTo("IOException");
    }

    @Test
    @DisplayName("what a load brings after its key was deleted is not copied")
    void outdated() {
        CachePlan<String> plan = room.plan(failover("10m"));
        CompletableFuture<String> caller = room.call(plan, 1);
        room.cache.delete("k:1");
        room.last().complete("old");
        assertThat(caller).isCompletedWithValue("old");
        assertThat(failing(plan)).isEqualTo("IOException");
    }

    @Test
    @DisplayName("a call that is cancelled is not covered")
    void cancelled() {
        CachePlan<String> plan = room.plan(failover("10m"));
        room.call(plan, 1, "old");
        room.commands();
        CompletableFuture<String> caller = room.call(plan, 1);
        caller.cancel(true);
        assertThat(room.last()).isCancelled();
        assertThat(caller).isCancelled();
        assertThat(outcome(room.failing(plan, 1, new CancellationException("inside"))))
                .isEqualTo("LoadCancelledException");
        assertThat(room.commands()).isEmpty();
    }

    @Test
    @DisplayName("a load that hangs is covered at the load timeout")
    void hangs() {
        CachePlan<String> plan = room.plan(failover("1h"));
        room.call(plan, 1, "old");
        CompletableFuture<String> caller = room.call(plan, 1);
        room.clock.advance("5m");
        room.runTasks();
        assertThat(caller).isCompletedWithValue("old");
    }

    @Test
    @DisplayName("the copy is not the user's: it is neither read nor scanned by a key of the user")
    void ownKey() {
        CachePlan<String> plan = room.plan(failover("10m"));
        room.call(plan, 1, "old");
        assertThat(room.cache.exists("k:1")).isCompletedWithValue(false);
        assertThat(room.cache.exists("copy:k:1")).isCompletedWithValue(false);
    }

    @Test
    @DisplayName("only failures that are named are covered")
    void named() {
        CachePlan<String> plan = room.plan(failover("10m").on(FileNotFoundException.class));
        room.call(plan, 1, "old");
        assertThat(failing(plan)).isEqualTo("IOException");
        assertThat(outcome(room.ending(plan, "gone"))).isEqualTo("old");
    }

    @Test
    @DisplayName("draws its options, is equal by them, and refuses what is out of range")
    void value() {
        assertThat(failover("1h"))
                .hasToString("failover(1h)")
                .isEqualTo(failover("1h"))
                .hasSameHashCodeAs(failover("1h"));
        assertThat(failover("1h").on(IOException.class))
                .isNotEqualTo(failover("1h"))
                .isNotEqualTo(failover("1h").evictOn(IOException.class));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> failover("1h").on())
                .withMessageContaining("on needs");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> failover("1h").evictOn())
                .withMessageContaining("evictOn needs");
    }
}
