package io.github.kashew.internal;

import static io.github.kashew.Outcomes.failure;
import static io.github.kashew.Outcomes.value;
import static io.github.kashew.strategy.Strategies.simple;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kashew.Cache;
import io.github.kashew.CacheContext;
import io.github.kashew.CachePlan;
import io.github.kashew.Gate;
import io.github.kashew.ManualClock;
import io.github.kashew.error.CircularLoadException;
import io.github.kashew.key.Args;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("C15: a load that waits for itself")
class CircularLoadTest {

    private final ManualClock clock = new ManualClock();
    private final Cache cache = Cache.builder()
            .route("", "mem://?check_interval=0")
            .clock(clock)
            .executor(Runnable::run)
            .build();
    private final CachePlan<String> plan =
            cache.plan(String.class).key("{id}").through(simple("1h")).build();

    /** Which keys the load of a key asks for, one after the other. */
    private final Map<String, List<String>> needs = new HashMap<>();

    private final AtomicInteger loads = new AtomicInteger();

    private CompletionStage<String> get(String key) {
        return plan.get(Args.of(key), () -> {
            loads.incrementAndGet();
            CompletionStage<String> all = CompletableFuture.completedFuture(key);
            for (String needed : needs.getOrDefault(key, List.of())) {
                CompletionStage<String> part = get(needed);
                all = all.thenCombine(part, String::concat);
            }
            return all;
        });
    }

    @AfterEach
    void leavesNothing() {
        Flights flights = ((CompiledPlan<String>) plan).engine().route("A").flights();
        assertThat(flights.all()).isEmpty();
        assertThat(flights.size()).isZero();
        assertThat(clock.pendingTasks()).isZero();
        assertThat(CacheContext.current().load()).isNull();
    }

    private static void assertCircle(CompletionStage<?> stage, String... path) {
        assertThat(failure(stage))
                .isInstanceOfSatisfying(
                        CircularLoadException.class,
                        circle -> assertThat(circle.path()).containsExactly(path));
    }

    @Test
    @DisplayName("directly fails with the key twice")
    void itself() {
        needs.put("A", List.of("A"));
        CompletionStage<String> answer = get("A");
        assertCircle(answer, "A", "A");
        assertThat(failure(answer)).hasMessageContaining("'A' → 'A'");
        assertThat(loads).hasValue(1);
    }

    @Test
    @DisplayName("by way of others fails with the path")
    void throughOthers() {
        needs.put("A", List.of("B"));
        needs.put("B", List.of("C"));
        needs.put("C", List.of("A"));
        assertCircle(get("A"), "C", "A", "B", "C");
    }

    @Test
    @DisplayName("is no circle afterwards: a key that failed so can be loaded when its loader asks no more")
    void edgesAreRemoved() {
        needs.put("A", List.of("B"));
        needs.put("B", List.of("A"));
        assertCircle(get("A"), "B", "A", "B");
        needs.remove("B");
        assertThat(value(get("A"))).isEqualTo("AB");
        needs.put("C", List.of("A"));
        assertThat(value(get("C"))).isEqualTo("CAB");
    }

    @Test
    @DisplayName("is not one that two others wait for")
    void diamond() {
        needs.put("A", List.of("B", "C"));
        needs.put("B", List.of("D"));
        needs.put("C", List.of("D"));
        assertThat(value(get("A"))).isEqualTo("ABDCD");
        assertThat(loads).hasValue(4);
    }

    @Test
    @DisplayName("is not one whose parts are loaded at the same time")
    void parallelParts() {
        Gate<String> shared = new Gate<>();
        CompletionStage<String> top = plan.get(Args.of("A"), () -> {
            CompletionStage<String> left = plan.get(Args.of("B"), () -> plan.get(Args.of("D"), shared));
            CompletionStage<String> right = plan.get(Args.of("C"), () -> plan.get(Args.of("D"), shared));
            return left.thenCombine(right, String::concat);
        });
        assertThat(shared.count()).isEqualTo(1);
        shared.last().complete("d");
        assertThat(value(top)).isEqualTo("dd");
    }

    @Test
    @DisplayName("is found when two threads begin loads that ask for each other")
    void twoThreads() throws Exception {
        for (int round = 0; round < 200; round++) {
            String a = "a" + round;
            String b = "b" + round;
            CyclicBarrier bothLoading = new CyclicBarrier(2);
            CompletableFuture<CompletionStage<String>> other = new CompletableFuture<>();
            Thread thread = new Thread(() -> other.complete(crossing(b, a, bothLoading)));
            thread.start();
            CompletableFuture<String> mine = crossing(a, b, bothLoading).toCompletableFuture();
            CompletableFuture<String> theirs = other.get(5, TimeUnit.SECONDS).toCompletableFuture();
            thread.join();
            CompletableFuture.allOf(mine, theirs).exceptionally(failure -> null).get(1, TimeUnit.SECONDS);
            assertThat(failure(mine)).isInstanceOf(CircularLoadException.class).isSameAs(failure(theirs));
        }
    }

    private CompletionStage<String> crossing(String key, String needed, CyclicBarrier bothLoading) {
        return plan.get(Args.of(key), () -> {
            bothLoading.await(5, TimeUnit.SECONDS);
            return plan.get(Args.of(needed), () -> {
                throw new AssertionError("the other thread loads it");
            });
        });
    }

    @Test
    @DisplayName("is found in batches: a key within its own batch, and two batches for each other")
    void batches() {
        Args a = Args.of("A");
        Args b = Args.of("B");
        CompletionStage<Map<Args, String>> own =
                plan.getAll(List.of(a, b), missing -> get("B").thenApply(text -> Map.of(a, text, b, text)));
        assertThat(failure(own)).isInstanceOf(CircularLoadException.class);

        CompletionStage<Map<Args, String>> crossed = plan.getAll(
                List.of(a),
                missing -> plan.getAll(
                        List.of(b),
                        inner -> plan.getAll(List.of(a, Args.of("C")), none -> {
                            return CompletableFuture.completedFuture(Map.of());
                        })));
        assertCircle(crossed, "B", "A", "B");
    }

    @Test
    @DisplayName("is found when a refresh asks for the key that waits for it")
    void refreshInsideItsLoad() {
        CompletionStage<String> answer = plan.get(
                Args.of("A"), () -> plan.refresh(Args.of("B"), () -> plan.refresh(Args.of("B"), () -> get("A"))));
        assertThat(failure(answer)).isInstanceOf(CircularLoadException.class);
    }
}
