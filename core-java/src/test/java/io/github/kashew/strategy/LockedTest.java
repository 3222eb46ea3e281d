package io.github.kashew.strategy;

import static io.github.kashew.CommandKind.ACQUIRE_LEASE;
import static io.github.kashew.CommandKind.GET;
import static io.github.kashew.CommandKind.RELEASE_LEASE;
import static io.github.kashew.CommandKind.SET;
import static io.github.kashew.strategy.Strategies.locked;
import static io.github.kashew.strategy.Strategies.simple;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.kashew.CachePlan;
import io.github.kashew.CommandKind;
import io.github.kashew.LeaseCommand;
import io.github.kashew.Strategy;
import io.github.kashew.Ttl;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("A locked call")
class LockedTest {

    private final GuardRoom room = new GuardRoom();

    @AfterEach
    void close() {
        room.close();
    }

    private boolean isLeased() {
        return room.cache
                .commands()
                .isLeased(new LeaseCommand.IsLeased("\0lock\0k:1"))
                .toCompletableFuture()
                .join();
    }

    private CachePlan<String> storing() {
        return room.plan(locked("30s"), simple("1h"));
    }

    static List<Arguments> table() {
        Strategy[] alone = {locked("30s")};
        Strategy[] open = {locked("30s").failOpen()};
        Strategy[] storing = {locked("30s"), simple("1h")};
        return List.of(
                row("nothing", alone, "loads", null, "loaded", ACQUIRE_LEASE, RELEASE_LEASE),
                row("nothing", alone, "fails", null, "IOException", ACQUIRE_LEASE, RELEASE_LEASE),
                row("nothing", alone, "loads", ACQUIRE_LEASE, "BackendException", ACQUIRE_LEASE),
                row("nothing", open, "loads", ACQUIRE_LEASE, "loaded", ACQUIRE_LEASE),
                row("nothing", alone, "loads", RELEASE_LEASE, "loaded", ACQUIRE_LEASE, RELEASE_LEASE),
                row("nothing", storing, "loads", null, "loaded", GET, ACQUIRE_LEASE, GET, SET, RELEASE_LEASE),
                row("nothing", storing, "fails", null, "IOException", GET, ACQUIRE_LEASE, GET, RELEASE_LEASE),
                row("nothing", storing, "loads", GET, "BackendException", GET),
                row("an entry", storing, "loads", null, "stored", GET),
                row("an entry", storing, "loads", ACQUIRE_LEASE, "stored", GET));
    }

    private static Arguments row(
            String entry, Strategy[] plan, String load, CommandKind broken, String answer, CommandKind... commands) {
        return Arguments.of(entry, plan, load, broken, answer, List.of(commands));
    }

    @ParameterizedTest(name = "{0}, {1}, {2}, {3} broken: {4} with {5}")
    @MethodSource("table")
    @DisplayName("answers and commands")
    void answers(
            String entry,
            Strategy[] strategies,
            String load,
            CommandKind broken,
            String answer,
            List<CommandKind> commands) {
        CachePlan<String> plan = room.plan(strategies);
        if (entry.equals("an entry")) {
            room.cache.set("k:1", "stored", Ttl.of("1h"));
        }
        if (broken != null) {
            room.failed.add(broken);
        }
        room.commands();
        assertThat(load.equals("loads") ? room.call(plan, 1) : room.failing(plan, 1, new IOException("down")))
                .isEqualTo(answer);
        assertThat(room.commands()).isEqualTo(commands);
        assertThat(isLeased()).isEqualTo(broken == RELEASE_LEASE);
    }

    @Test
    @DisplayName("DEFECT-43: a hit waits for nobody's lease")
    void hit() {
        CachePlan<String> one = storing();
        CompletableFuture<String> loading = room.open(one, 1);
        assertThat(isLeased()).isTrue();
        room.cache.set("k:1", "stored", Ttl.of("1h"));
        assertThat(room.call(storing(), 1)).isEqualTo("stored");
        loading.cancel(true);
    }

    @Test
    @DisplayName("reads what the holder of the lease has stored, and loads nothing")
    void waiterReads() {
        CompletableFuture<String> holder = room.open(storing(), 1);
        CompletableFuture<String> waiter = room.open(storing(), 1);
        assertThat(room.loads()).isEqualTo(1);
        room.last().complete("fresh");
        assertThat(holder).isCompletedWithValue("fresh");
        assertThat(waiter).isCompletedWithValue("fresh");
        assertThat(room.loads()).isEqualTo(1);
        assertThat(isLeased()).isFalse();
    }

    @Test
    @DisplayName("loads itself when the holder's load failed")
    void holderFails() {
        CompletableFuture<String> holder = room.open(storing(), 1);
        CompletableFuture<String> waiter = room.open(storing(), 1);
        room.last().completeExceptionally(new IOException("down"));
        assertThat(GuardRoom.outcome(holder)).isEqualTo("IOException");
        assertThat(room.loads()).isEqualTo(2);
        room.last().complete("fresh");
        assertThat(waiter).isCompletedWithValue("fresh");
        assertThat(isLeased()).isFalse();
    }

    @Test
    @DisplayName("shares one lease among the callers of one process, which ends with the last of them")
    void sharesAndLeaves() {
        CachePlan<String> plan = storing();
        CompletableFuture<String> first = room.open(plan, 1);
        CompletableFuture<String> second = room.open(plan, 1);
        assertThat(room.commands()).containsOnlyOnce(ACQUIRE_LEASE);
        first.cancel(true);
        assertThat(isLeased()).isTrue();
        second.cancel(true);
        assertThat(room.last()).isCancelled();
        assertThat(isLeased()).isFalse();
    }

    @Test
    @DisplayName("that is cancelled while it waits does not load, and never holds the lease")
    void cancelledWaiter() {
        CompletableFuture<String> holder = room.open(storing(), 1);
        room.open(storing(), 1).cancel(true);
        room.last().complete("fresh");
        assertThat(holder).isCompletedWithValue("fresh");
        assertThat(room.loads()).isEqualTo(1);
        assertThat(isLeased()).isFalse();
    }

    @Test
    @DisplayName("waits as long as it was told, then fails")
    void waits() {
        CompletableFuture<String> holder = room.open(storing(), 1);
        CachePlan<String> other = room.plan(locked("30s").withWait("10s"), simple("1h"));
        CompletableFuture<String> waiter = room.open(other, 1);
        room.clock.advance("9s");
        assertThat(waiter).isNotDone();
        room.clock.advance("1s");
        assertThat(GuardRoom.failure(waiter))
                .isInstanceOf(io.github.kashew.error.LockedException.class)
                .hasMessage("the lease of locked(30s) for 'k:1' did not become free within PT10S");
        holder.cancel(true);
    }

    @Test
    @DisplayName("releases its lease when the load times out")
    void loadTimeout() {
        CachePlan<String> plan = room.cache
                .plan(String.class)
                .key("k:{id}")
                .through(locked("1h"), simple("1h"))
                .loadTimeout("5s")
                .build();
        CompletableFuture<String> call = room.open(plan, 1);
        room.clock.advance("5s");
        assertThat(GuardRoom.outcome(call)).isEqualTo("LoadTimeoutException");
        assertThat(isLeased()).isFalse();
    }

    @Test
    @DisplayName("takes the lease of its own template")
    void per() {
        CompletableFuture<String> one = room.open(room.plan(locked("30s").per("all")), 1);
        CachePlan<String> other = room.plan(locked("30s").per("all").withWait(Duration.ZERO));
        assertThat(room.call(other, 2)).isEqualTo("LockedException");
        one.cancel(true);
        assertThat(room.call(other, 2)).isEqualTo("loaded");
    }

    @Test
    @DisplayName("C07: wait 0 tries once")
    void triesOnce() {
        CompletableFuture<String> holder = room.open(room.plan(locked("1s")), 1);
        room.commands();
        assertThat(room.call(room.plan(locked("1s").withWait(Duration.ZERO)), 1))
                .isEqualTo("LockedException");
        assertThat(room.commands()).containsExactly(ACQUIRE_LEASE);
        holder.cancel(true);
    }

    @Test
    @DisplayName("C07: refuses options and compositions that make no sense")
    void refuses() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> locked(Ttl.forever()))
                .withMessageContaining("ttl must have an end");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> locked("1s").withWait(Duration.ofSeconds(-1)))
                .withMessageContaining("wait must be zero (try once) or more, was PT-1S");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> room.plan(simple("1h"), locked("30s")))
                .withMessageContaining("put it outside, through(locked(30s), simple(1h))");
    }

    @Test
    @DisplayName("draws itself and is equal by its options")
    void values() {
        assertThat(locked("30s")).hasToString("locked(30s)").isEqualTo(locked(Duration.ofSeconds(30)));
        assertThat(locked("30s").failOpen()).isNotEqualTo(locked("30s"));
    }
}
