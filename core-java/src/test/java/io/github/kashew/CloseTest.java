package io.github.kashew;

import static io.github.kashew.Outcomes.failure;
import static io.github.kashew.Outcomes.value;
import static io.github.kashew.strategy.Strategies.simple;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kashew.error.CacheException;
import io.github.kashew.key.Args;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("C22: a cache that is closed")
class CloseTest {

    private final ManualClock clock = new ManualClock();
    private final Cache cache = Cache.builder()
            .name("shop")
            .route("", "mem://")
            .clock(clock)
            .executor(Runnable::run)
            .build();
    private final CachePlan<String> plan =
            cache.plan(String.class).key("k:{id}").through(simple("1h")).build();
    private final Args id = Args.of(1);
    private final Gate<String> gate = new Gate<>();

    @Test
    @DisplayName("refuses every use by name, and may be closed again")
    void usedAfterwards() {
        cache.close();
        cache.close();
        List<ThrowingCallable> uses = List.of(
                () -> cache.get("k", String.class),
                () -> cache.set("k", "v"),
                () -> cache.delete("k"),
                () -> cache.count(),
                () -> cache.ping(),
                () -> cache.lease("l", Ttl.of("1s"), Duration.ZERO),
                () -> cache.getOrLoad("k", String.class, Ttl.of("1s"), gate),
                () -> plan.get(id, gate),
                () -> plan.load(id, () -> "x"),
                () -> plan.getAll(List.of(id), missing -> null),
                () -> plan.refresh(id, gate),
                () -> plan.peek(id),
                () -> plan.invalidate(id));
        assertThat(uses)
                .allSatisfy(use -> assertThatThrownBy(use)
                        .isInstanceOf(CacheException.class)
                        .hasMessage("cache 'shop' is closed"));
        assertThat(clock.pendingTasks()).isZero();
    }

    @Test
    @DisplayName("fails whoever waits, whatever for, and cancels the loads")
    void failsWhoWaits() {
        List<CompletableFuture<?>> waiting = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            waiting.add(plan.get(Args.of(i % 100), gate).toCompletableFuture());
        }
        waiting.add(plan.refresh(id, gate).toCompletableFuture());
        waiting.add(cache.plan(String.class)
                .key("alone:{id}")
                .through(simple("1h"))
                .singleFlight(false)
                .build()
                .get(id, gate)
                .toCompletableFuture());
        CompletableFuture<?> batchLoad = new CompletableFuture<>();
        waiting.add(plan.getAll(List.of(Args.of("b")), missing -> batchLoad.thenApply(none -> null))
                .toCompletableFuture());
        value(cache.deleteMatch("k:5*")); // detached flights have callers, too
        value(cache.lease("l", Ttl.of("1h"), Duration.ZERO));
        waiting.add(cache.lease("l", Ttl.of("1h"), Duration.ofHours(1)).toCompletableFuture());
        cache.close();
        assertThat(waiting)
                .allSatisfy(call -> assertThat(failure(call))
                        .isInstanceOf(CacheException.class)
                        .hasMessage("cache 'shop' is closed"));
        for (int i = 0; i < gate.count(); i++) {
            assertThat(gate.at(i)).isCancelled();
        }
        assertThat(clock.pendingTasks()).isZero();
    }

    @Test
    @DisplayName("while calls arrive from other threads leaves none of them pending")
    void duringCalls() throws Exception {
        List<CompletableFuture<String>> answered = new ArrayList<>();
        CountDownLatch arriving = new CountDownLatch(100);
        CountDownLatch refused = new CountDownLatch(1);
        Thread caller = new Thread(() -> {
            try {
                for (int i = 0; ; i++) {
                    answered.add(plan.get(Args.of(i), gate).toCompletableFuture());
                    arriving.countDown();
                }
            } catch (CacheException closed) {
                refused.countDown();
            }
        });
        caller.start();
        arriving.await(5, TimeUnit.SECONDS);
        cache.close();
        assertThat(refused.await(5, TimeUnit.SECONDS)).isTrue();
        caller.join();
        assertThat(answered).hasSizeGreaterThanOrEqualTo(100).allMatch(CompletableFuture::isCompletedExceptionally);
        assertThat(clock.pendingTasks()).isZero();
    }

    @Test
    @DisplayName("before a call boards fails that call and never runs its loader")
    void betweenLookupAndBoarding() {
        CompletableFuture<Void> lookups = new CompletableFuture<>();
        Cache slow = Cache.builder()
                .route("", "mem://?check_interval=0")
                .clock(clock)
                .middleware(new HeldBack(lookups, CommandKind.GET))
                .middleware(new HeldBack(lookups, CommandKind.GET_MANY))
                .build();
        CachePlan<String> behind =
                slow.plan(String.class).key("k:{id}").through(simple("1h")).build();
        CompletableFuture<String> call = behind.get(id, gate).toCompletableFuture();
        CompletableFuture<?> batch = behind.getAll(List.of(id), missing -> {
                    throw new AssertionError("the cache is closed");
                })
                .toCompletableFuture();
        slow.close();
        lookups.complete(null);
        assertThat(failure(call)).hasMessage("cache 'cache' is closed");
        assertThat(failure(batch)).hasMessage("cache 'cache' is closed");
        assertThat(gate.count()).isZero();
    }
}
