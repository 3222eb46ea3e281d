package io.github.kashew;

import static io.github.kashew.Outcomes.failure;
import static io.github.kashew.Outcomes.value;
import static io.github.kashew.strategy.Strategies.simple;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kashew.error.LoadCancelledException;
import io.github.kashew.key.Args;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Callers of one flight")
class SingleFlightTest {

    private final ManualClock clock = new ManualClock();
    private final Cache cache = Cache.builder()
            .route("", "mem://?check_interval=0")
            .clock(clock)
            .executor(Runnable::run)
            .build();
    private final CachePlan<String> plan = plan(simple("1h"));
    private final Gate<String> gate = new Gate<>();
    private final Args id = Args.of(1);

    private CachePlan<String> plan(Strategy strategy) {
        return cache.plan(String.class).key("k:{id}").through(strategy).build();
    }

    private CompletableFuture<String> call() {
        return plan.get(id, gate).toCompletableFuture();
    }

    @AfterEach
    void leavesNothing() {
        cache.close();
        assertThat(clock.pendingTasks()).isZero();
    }

    @Test
    @DisplayName("F43: wait on, and get the value, when the leader is cancelled")
    void leaderCancelled() {
        CompletableFuture<String> leader = call();
        CompletableFuture<String> waiter = call();
        leader.cancel(true);
        assertThat(gate.last()).isNotCancelled();
        gate.last().complete("a");
        assertThat(value(waiter)).isEqualTo("a");
        assertThat(leader).isCancelled();
        assertThat(value(plan.peek(id)).value()).isEqualTo("a");
        assertThat(gate.count()).isEqualTo(1);
    }

    @Test
    @DisplayName("F43: are not touched when a waiter is cancelled")
    void waiterCancelled() {
        CompletableFuture<String> leader = call();
        CompletableFuture<String> waiter = call();
        waiter.cancel(true);
        gate.last().complete("a");
        assertThat(value(leader)).isEqualTo("a");
        assertThat(waiter).isCancelled();
    }

    @Test
    @DisplayName("F43: stop the load and free the slot when all have left")
    void allCancelled() {
        List<CompletableFuture<String>> callers = List.of(call(), call(), call());
        callers.forEach(caller -> caller.cancel(true));
        assertThat(gate.last()).isCancelled();
        CompletableFuture<String> next = call();
        assertThat(gate.count()).isEqualTo(2);
        gate.last().complete("b");
        assertThat(value(next)).isEqualTo("b");
    }

    /** Changes that make what is being loaded older than the key. */
    static Stream<Function<Cache, CompletionStage<?>>> removals() {
        return Stream.of(
                named("delete", cache -> cache.delete("k:1")),
                named("deleteMany", cache -> cache.deleteMany(List.of("other", "k:1"))),
                named("deleteMatch", cache -> cache.deleteMatch("k:*")),
                named("clear", Cache::clear));
    }

    private static Function<Cache, CompletionStage<?>> named(String name, Function<Cache, CompletionStage<?>> change) {
        return new Function<>() {
            @Override
            public CompletionStage<?> apply(Cache cache) {
                return change.apply(cache);
            }

            @Override
            public String toString() {
                return name;
            }
        };
    }

    @ParameterizedTest
    @MethodSource("removals")
    @DisplayName("get their value though the key is invalidated, which is not stored; the next read is new")
    void invalidatedDuringTheLoad(Function<Cache, CompletionStage<?>> removal) {
        CompletableFuture<String> before = call();
        value(removal.apply(cache));
        CompletableFuture<String> after = call();
        assertThat(gate.count()).isEqualTo(2);
        gate.at(0).complete("old");
        assertThat(value(before)).isEqualTo("old");
        assertThat(value(plan.peek(id))).isNull();
        assertThat(after).isNotDone();
        gate.at(1).complete("new");
        assertThat(value(after)).isEqualTo("new");
        assertThat(value(plan.peek(id)).value()).isEqualTo("new");
        assertThat(value(call())).isEqualTo("new");
    }

    @ParameterizedTest
    @MethodSource("removals")
    @DisplayName("do not leave an old value behind when nobody asks after an invalidation")
    void oldValueIsNotStored(Function<Cache, CompletionStage<?>> removal) {
        CompletableFuture<String> before = call();
        value(removal.apply(cache));
        gate.last().complete("old");
        assertThat(value(before)).isEqualTo("old");
        assertThat(value(plan.peek(id))).isNull();
    }

    @Test
    @DisplayName("by plan.invalidate are detached, too")
    void planInvalidates() {
        CompletableFuture<String> before = call();
        assertThat(value(plan.invalidate(id))).isFalse();
        gate.last().complete("old");
        assertThat(value(before)).isEqualTo("old");
        assertThat(value(plan.peek(id))).isNull();
    }

    @Test
    @DisplayName("keep what was set during the load")
    void setDuringTheLoad() {
        CompletableFuture<String> caller = call();
        value(cache.set("k:1", "set", Ttl.of("1h")));
        gate.last().complete("loaded");
        assertThat(value(caller)).isEqualTo("loaded");
        assertThat(value(plan.peek(id)).value()).isEqualTo("set");
    }

    @Test
    @DisplayName("all get the very exception of a load that fails")
    void failure50() {
        List<CompletableFuture<String>> callers =
                IntStream.range(0, 50).mapToObj(i -> call()).toList();
        IllegalStateException thrown = new IllegalStateException("no");
        gate.last().completeExceptionally(thrown);
        assertThat(gate.count()).isEqualTo(1);
        assertThat(callers).allSatisfy(caller -> {
            assertThat(failure(caller)).isSameAs(thrown);
            assertThatThrownBy(caller::join)
                    .isExactlyInstanceOf(CompletionException.class)
                    .cause()
                    .isSameAs(thrown);
        });
        assertThat(value(plan.peek(id))).isNull();
    }

    @Test
    @DisplayName("share one load")
    void share50() {
        List<CompletableFuture<String>> callers =
                IntStream.range(0, 50).mapToObj(i -> call()).toList();
        gate.last().complete("a");
        assertThat(callers).allSatisfy(caller -> assertThat(value(caller)).isEqualTo("a"));
        assertThat(gate.count()).isEqualTo(1);
    }

    @Test
    @DisplayName("lend their context to the loader, and have theirs back afterwards")
    void contextReachesTheLoader() {
        AtomicReference<CacheContext> seen = new AtomicReference<>();
        try (CacheContext.Scope scope =
                CacheContext.empty().with("tenant", "acme").open()) {
            plan.get(id, () -> {
                seen.set(CacheContext.current());
                return gate.load();
            });
            assertThat(CacheContext.current().load()).isNull();
        }
        assertThat(seen.get().value("tenant")).isEqualTo("acme");
        assertThat(seen.get().load().key()).isEqualTo("k:1");
        assertThat(CacheContext.current()).isSameAs(CacheContext.empty());
    }

    @Test
    @DisplayName("lend their context to a blocking loader on the executor")
    void contextReachesABlockingLoader() {
        try (CacheContext.Scope scope =
                CacheContext.empty().with("tenant", "acme").open()) {
            assertThat(value(plan.load(id, () -> (String) CacheContext.current().value("tenant"))))
                    .isEqualTo("acme");
        }
    }

    @Test
    @DisplayName("may all leave while the loader runs on the leader's thread: its stage is cancelled")
    void leaveWhileTheLoaderRuns() {
        AtomicReference<CompletableFuture<String>> other = new AtomicReference<>();
        CompletableFuture<String> leader = plan.get(id, () -> {
                    try (CacheContext.Scope outside = CacheContext.empty().open()) {
                        other.set(call());
                    }
                    return gate.load();
                })
                .toCompletableFuture();
        leader.cancel(true);
        assertThat(gate.last()).isNotCancelled();
        other.get().cancel(true);
        assertThat(gate.count()).isEqualTo(1);
        assertThat(gate.last()).isCancelled();
    }

    @Test
    @DisplayName("may set a timeout of their own, which takes only them off")
    void orTimeout() {
        CompletableFuture<String> hasty = call();
        CompletableFuture<String> patient = call();
        hasty.orTimeout(1, TimeUnit.NANOSECONDS);
        assertThatThrownBy(hasty::join).hasCauseInstanceOf(TimeoutException.class);
        gate.last().complete("a");
        assertThat(value(patient)).isEqualTo("a");
    }

    @Test
    @DisplayName("leave by completing their future, too")
    void completeFromOutside() {
        CompletableFuture<String> caller = call();
        caller.complete("mine");
        assertThat(gate.last()).isCancelled();
        assertThat(value(caller)).isEqualTo("mine");
    }

    @Test
    @DisplayName("leave the load running where the plan says FINISH, and what it brings is stored")
    void finish() {
        CachePlan<String> finishing = cache.plan(String.class)
                .key("k:{id}")
                .through(simple("1h"))
                .onLastLeave(PlanSpec.LastLeave.FINISH)
                .build();
        finishing.get(id, gate).toCompletableFuture().cancel(true);
        assertThat(gate.last()).isNotDone();
        CompletableFuture<String> joined = finishing.get(id, gate).toCompletableFuture();
        joined.cancel(true);
        gate.last().complete("a");
        assertThat(gate.count()).isEqualTo(1);
        assertThat(value(finishing.peek(id)).value()).isEqualTo("a");
    }

    @Test
    @DisplayName("F42: see a load that cancels itself as a failure of its own kind, which is never stored")
    void loadCancelsItself() {
        CachePlan<String> storing = cache.plan(String.class)
                .key("k:{id}")
                .through(simple("1h"))
                .condition(outcome -> true)
                .build();
        CompletableFuture<String> caller = storing.get(id, gate).toCompletableFuture();
        gate.last().cancel(true);
        assertThat(caller).isNotCancelled();
        assertThat(failure(caller))
                .isInstanceOf(LoadCancelledException.class)
                .hasMessageContaining("k:1")
                .hasCauseInstanceOf(CancellationException.class);
        assertThat(value(storing.peek(id))).isNull();
    }

    @Test
    @DisplayName("do not share where single flight is off")
    void off() {
        CachePlan<String> alone = cache.plan(String.class)
                .key("k:{id}")
                .through(simple("1h"))
                .singleFlight(false)
                .build();
        CompletableFuture<String> first = alone.get(id, gate).toCompletableFuture();
        CompletableFuture<String> second = alone.get(id, gate).toCompletableFuture();
        assertThat(gate.count()).isEqualTo(2);
        second.cancel(true);
        assertThat(gate.at(1)).isCancelled();
        gate.at(0).complete("a");
        assertThat(value(first)).isEqualTo("a");
    }

    @Test
    @DisplayName("of different plans at one key do not share, unless the plans name one group")
    void plansAndGroups() {
        CompletableFuture<String> mine = call();
        CompletableFuture<String> other = plan(simple("1h")).get(id, gate).toCompletableFuture();
        assertThat(gate.count()).isEqualTo(2);
        gate.at(0).complete("a");
        gate.at(1).complete("b");
        assertThat(value(mine)).isEqualTo("a");
        assertThat(value(other)).isEqualTo("b");
        assertThat(value(plan.peek(id)).value()).isEqualTo("a");

        Gate<String> shared = new Gate<>();
        for (int i = 0; i < 2; i++) {
            cache.getOrLoad("one-off", String.class, Ttl.of(Duration.ofHours(1 + i)), shared);
        }
        assertThat(shared.count()).isEqualTo(1);
        shared.last().complete("x");
    }

    @Test
    @DisplayName("who leave while the look-up is under way never begin a load")
    void leaveDuringTheLookup() {
        CompletableFuture<Void> lookups = new CompletableFuture<>();
        try (Cache slow = Cache.builder()
                .route("", "mem://?check_interval=0")
                .clock(clock)
                .middleware(new HeldBack(lookups, CommandKind.GET))
                .build()) {
            CachePlan<String> behind =
                    slow.plan(String.class).key("k:{id}").through(simple("1h")).build();
            CompletableFuture<String> gone = behind.get(id, gate).toCompletableFuture();
            CompletableFuture<String> stays = behind.get(Args.of(2), gate).toCompletableFuture();
            gone.cancel(true);
            lookups.complete(null);
            assertThat(gate.count()).isEqualTo(1);
            gate.last().complete("a");
            assertThat(value(stays)).isEqualTo("a");
        }
    }
}
