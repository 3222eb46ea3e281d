package io.github.kashew.strategy;

import static io.github.kashew.strategy.ReadingRoom.outcome;
import static io.github.kashew.strategy.Strategies.soft;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.kashew.CachePlan;
import io.github.kashew.CommandKind;
import io.github.kashew.Ttl;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("soft")
class SoftTest {

    private final ReadingRoom room = new ReadingRoom();

    @AfterEach
    void close() {
        room.close();
    }

    private CachePlan<String> stale(Soft soft) {
        CachePlan<String> plan = room.plan(soft);
        room.grow(plan, "7m");
        return plan;
    }

    @Test
    @DisplayName(
            "the source is left alone for the back-off while it is down: no attempt a call, as it was (section 8.2)")
    void backOff() {
        CachePlan<String> plan = stale(soft("67m", "7m").withBackOff("5m"));
        for (int second = 0; second < 3600; second++) {
            assertThat(room.failing(plan, 1, new IOException("source"))).isCompletedWithValue("old");
            room.clock.advance("1s");
        }
        assertThat(room.loads).hasSize(12);
        assertThat(outcome(room.failing(plan, 1, new IOException("source")))).isEqualTo("IOException");
    }

    @Test
    @DisplayName("callers of a stale key share one attempt, and all get the stale value")
    void shared() {
        CachePlan<String> plan = stale(soft("10m", "7m"));
        List<CompletableFuture<String>> callers = List.of(room.call(plan, 1), room.call(plan, 1), room.call(plan, 1));
        assertThat(callers).noneMatch(CompletableFuture::isDone);
        assertThat(room.loads).hasSize(1);
        room.last().completeExceptionally(new IOException("source"));
        assertThat(callers).allSatisfy(caller -> assertThat(caller).isCompletedWithValue("old"));
    }

    @Test
    @DisplayName("DEFECT-04: one of the callers leaves, the others are answered")
    void leaving() {
        CachePlan<String> plan = stale(soft("10m", "7m"));
        CompletableFuture<String> leaver = room.call(plan, 1);
        CompletableFuture<String> other = room.call(plan, 1);
        leaver.cancel(true);
        assertThat(room.last()).isNotDone();
        room.last().completeExceptionally(new IOException("source"));
        assertThat(other).isCompletedWithValue("old");
    }

    @Test
    @DisplayName("the last caller leaves: the load is cancelled, and that is no failure to back off from")
    void allLeave() {
        CachePlan<String> plan = stale(soft("10m", "7m"));
        room.call(plan, 1).cancel(true);
        assertThat(room.last()).isCancelled();
        assertThat(room.call(plan, 1, "new")).isCompletedWithValue("new");
    }

    @Test
    @DisplayName("an entry that was deleted during the load is not answered, and not brought back")
    void deleted() {
        CachePlan<String> plan = stale(soft("10m", "7m"));
        CompletableFuture<String> caller = room.call(plan, 1);
        room.cache.delete("k:1");
        room.last().completeExceptionally(new IOException("source"));
        assertThat(outcome(caller)).isEqualTo("IOException");
        assertThat(room.cache.exists("k:1").toCompletableFuture()).isCompletedWithValue(false);
    }

    @Test
    @DisplayName("an entry that was replaced during the load is answered as it is now")
    void replaced() {
        CachePlan<String> plan = stale(soft("10m", "7m"));
        CompletableFuture<String> caller = room.call(plan, 1);
        room.cache.set("k:1", "theirs", Ttl.of("1m"));
        room.last().completeExceptionally(new IOException("source"));
        assertThat(caller).isCompletedWithValue("theirs");
    }

    @Test
    @DisplayName("an entry that expires during the load is not answered")
    void expires() {
        CachePlan<String> plan = stale(soft("10m", "7m"));
        CompletableFuture<String> caller = room.call(plan, 1);
        room.clock.advance("3m");
        room.last().completeExceptionally(new IOException("source"));
        assertThat(outcome(caller)).isEqualTo("IOException");
    }

    @Test
    @DisplayName("a load that hangs is covered at the load timeout, for all who wait, and backed off from")
    void hangs() {
        CachePlan<String> plan = room.cache
                .plan(String.class)
                .key("k:{id}")
                .through(soft("10m", "7m").withBackOff("1m"))
                .loadTimeout("1m")
                .build();
        room.call(plan, 1, "old");
        room.clock.advance("7m");
        CompletableFuture<String> first = room.call(plan, 1);
        CompletableFuture<String> second = room.call(plan, 1);
        room.commands();
        room.clock.advance("1m");
        room.runTasks();
        assertThat(first).isCompletedWithValue("old");
        assertThat(second).isCompletedWithValue("old");
        assertThat(room.commands()).containsExactlyInAnyOrder(CommandKind.SET, CommandKind.GET);
        assertThat(room.call(plan, 1)).isCompletedWithValue("old");
    }

    @Test
    @DisplayName("only failures that are named are covered")
    void named() {
        CachePlan<String> plan = stale(soft("10m", "7m").on(IOException.class));
        assertThat(outcome(room.failing(plan, 1, new IllegalStateException("bug"))))
                .isEqualTo("IllegalStateException");
        assertThat(outcome(room.failing(plan, 1, new java.io.FileNotFoundException("gone"))))
                .isEqualTo("old");
    }

    @Test
    @DisplayName("DEFECT-35: ttl and stale point may follow from the outcome")
    void ttlOfOutcome() {
        CachePlan<String> plan =
                room.plan(soft(loaded -> Ttl.of(String.valueOf(loaded.value()).length() + "m")));
        room.call(plan, 1, "abc");
        room.clock.advance("2m");
        assertThat(room.failing(plan, 1, new IOException("source"))).isCompletedWithValue("abc");
        assertThat(room.loads).hasSize(2);
        room.clock.advance("1m");
        assertThat(outcome(room.failing(plan, 1, new IOException("source")))).isEqualTo("IOException");
    }

    @Test
    @DisplayName("draws its options and is equal by them")
    void value() {
        assertThat(soft("1h", "7m")).hasToString("soft(1h, 7m)").isEqualTo(soft("1h", "7m"));
        assertThat(soft("1h")).isNotEqualTo(soft("1h").on(IOException.class)).hasSameHashCodeAs(soft("1h"));
        assertThat(soft("1h").withBackOff("1s")).isNotEqualTo(soft("1h"));
    }

    @Test
    @DisplayName("C04: options out of range are refused with option, value and range")
    void options() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> soft("10m", "11m"))
                .withMessageContainingAll("softTtl", "below", "10m", "11m");
        assertThatIllegalArgumentException().isThrownBy(() -> soft("forever")).withMessageContaining("softTtl");
        assertThatIllegalArgumentException().isThrownBy(() -> soft("1h").on()).withMessageContaining("on needs");
    }
}
