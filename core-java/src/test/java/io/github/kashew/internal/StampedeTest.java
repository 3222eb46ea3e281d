package io.github.kashew.internal;

import static io.github.kashew.strategy.Strategies.simple;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kashew.Cache;
import io.github.kashew.CacheContext;
import io.github.kashew.CachePlan;
import io.github.kashew.Gate;
import io.github.kashew.ManualClock;
import io.github.kashew.PlanSpec.LastLeave;
import io.github.kashew.key.Args;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A stampede")
class StampedeTest {

    private static final int CALLERS = 100_000;

    private final ManualClock clock = new ManualClock();
    private final Cache cache = Cache.builder()
            .route("", "mem://?check_interval=0&size=1000000")
            .clock(clock)
            .executor(Runnable::run)
            .build();
    private final CachePlan<Integer> plan = cache.plan(Integer.class)
            .key("k:{id}")
            .through(simple("1h"))
            .loadTimeout("30s")
            .build();
    private final Args cold = Args.of(1);
    private final Gate<Integer> gate = new Gate<>();

    private Flights flights() {
        return ((CompiledPlan<Integer>) plan).engine().route("k:1").flights();
    }

    @AfterEach
    void leavesNothing() {
        assertThat(flights().size()).isZero();
        assertThat(flights().all()).isEmpty();
        assertThat(clock.pendingTasks()).isZero();
        assertThat(CacheContext.current()).isSameAs(CacheContext.empty());
    }

    @Test
    @DisplayName("from one thread makes one load, and all are answered")
    void fromOneThread() {
        List<CompletableFuture<Integer>> callers = new ArrayList<>(CALLERS);
        for (int i = 0; i < CALLERS; i++) {
            callers.add(plan.get(cold, gate).toCompletableFuture());
        }
        assertThat(gate.count()).isEqualTo(1);
        gate.last().complete(7);
        assertThat(callers.stream().filter(caller -> caller.join() == 7).count())
                .isEqualTo(CALLERS);
    }

    @Test
    @DisplayName("from several threads makes one load, even while it lands")
    void fromSeveralThreads() throws InterruptedException {
        AtomicInteger loads = new AtomicInteger();
        AtomicInteger answered = new AtomicInteger();
        inThreads(
                4,
                CALLERS / 4,
                i -> plan.get(cold, () -> {
                            loads.incrementAndGet();
                            return CompletableFuture.completedFuture(7);
                        })
                        .thenAccept(value -> answered.addAndGet(value == 7 ? 1 : 0)));
        assertThat(loads).hasValue(1);
        assertThat(answered).hasValue(CALLERS);
    }

    @Test
    @DisplayName("over many keys makes one load for each, however loads land between look-up and boarding")
    void landingsBetweenLookupAndBoarding() throws InterruptedException {
        int keys = 20_000;
        AtomicInteger[] loads = new AtomicInteger[keys];
        for (int i = 0; i < keys; i++) {
            loads[i] = new AtomicInteger();
        }
        inThreads(
                4,
                keys,
                i -> plan.get(Args.of(i), () -> {
                    loads[i].incrementAndGet();
                    return CompletableFuture.completedFuture(i);
                }));
        assertThat(loads).allMatch(count -> count.get() == 1);
    }

    private static void inThreads(int threads, int times, java.util.function.IntConsumer task)
            throws InterruptedException {
        CountDownLatch ready = new CountDownLatch(threads);
        List<Thread> running = new ArrayList<>();
        for (int t = 0; t < threads; t++) {
            Thread thread = new Thread(() -> {
                ready.countDown();
                while (ready.getCount() > 0) {
                    Thread.onSpinWait();
                }
                for (int i = 0; i < times; i++) {
                    task.accept(i);
                }
            });
            running.add(thread);
            thread.start();
        }
        for (Thread thread : running) {
            thread.join();
        }
    }

    @Test
    @DisplayName("whose callers are all cancelled leaves nothing behind")
    void cancelledCallers() {
        for (int key = 0; key < CALLERS / 10; key++) {
            List<CompletableFuture<Integer>> callers = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                callers.add(plan.get(Args.of(key), gate).toCompletableFuture());
            }
            callers.forEach(caller -> caller.cancel(true));
        }
        assertThat(gate.count()).isEqualTo(CALLERS / 10);
        assertThat(gate.last()).isCancelled();
    }

    @Test
    @DisplayName("of loads that hang leaves nothing behind after the load timeout")
    void hungLoads() {
        List<CompletableFuture<Integer>> callers = new ArrayList<>();
        for (int key = 0; key < 10_000; key++) {
            callers.add(plan.get(Args.of(key), gate).toCompletableFuture());
        }
        assertThat(flights().size()).isEqualTo(10_000);
        clock.advance("30s");
        assertThat(callers).allMatch(CompletableFuture::isCompletedExceptionally);
    }

    @Test
    @DisplayName("finds the landing of a flight counted as soon as it finds the flight over")
    void landingIsCountedBeforeTheFlightIsOver() {
        Flights alone = new Flights();
        LoadNode node = new LoadNode("k");
        Flights.Place<Integer> first = alone.board("k", this, node, LastLeave.CANCEL);
        long before = alone.landings("k");
        List<Boolean> seen = new ArrayList<>();
        // the timer is ended while the flight is over and can still be found
        first.flight().endsTimer(() -> {
            Flights.Place<Integer> second = alone.board("k", this, new LoadNode("k"), LastLeave.CANCEL);
            seen.add(second.leads());
            seen.add(alone.landings("k") != before);
            second.waiter().cancel(true);
        });
        first.flight().land(1, null);
        assertThat(seen).containsExactly(true, true);
        assertThat(alone.size()).isZero();
    }
}
