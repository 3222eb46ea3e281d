package io.github.kashew;

import static io.github.kashew.CommandKind.GET;
import static io.github.kashew.CommandKind.GET_MANY;
import static io.github.kashew.CommandKind.SET;
import static io.github.kashew.Outcomes.failure;
import static io.github.kashew.Outcomes.value;
import static io.github.kashew.strategy.Strategies.simple;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kashew.key.Args;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A batch of calls")
class CachePlanBatchTest {

    private static final Args A = Args.of("a");
    private static final Args B = Args.of("b");
    private static final Args C = Args.of("c");

    private final ManualClock clock = new ManualClock();
    private final Recorder commands = new Recorder();
    private final Cache cache = Cache.builder()
            .route("", "mem://?check_interval=0")
            .clock(clock)
            .executor(Runnable::run)
            .middleware(commands)
            .build();
    private final CachePlan<String> plan =
            cache.plan(String.class).key("k:{id}").through(simple("1h")).build();
    private final List<List<Args>> asked = new ArrayList<>();
    private final List<CompletableFuture<Map<Args, String>>> loads = new ArrayList<>();
    private final Gate<String> single = new Gate<>();

    private CompletionStage<Map<Args, String>> loading(List<Args> missing) {
        asked.add(missing);
        loads.add(new CompletableFuture<>());
        return loads.get(loads.size() - 1);
    }

    private CompletableFuture<Map<Args, String>> batch(Args... calls) {
        return plan.getAll(List.of(calls), this::loading).toCompletableFuture();
    }

    @AfterEach
    void leavesNothing() {
        assertThat(clock.pendingTasks()).isZero();
    }

    @Test
    @DisplayName("sends one GET_MANY and loads what is missing once; a full hit sends one GET_MANY")
    void chatter() {
        value(plan.get(B, () -> CompletableFuture.completedFuture("B")));
        commands.take();
        CompletableFuture<Map<Args, String>> answer = batch(C, B, A);
        assertThat(asked).containsExactly(List.of(C, A));
        loads.get(0).complete(Map.of(A, "A", C, "C"));
        assertThat(value(answer)).containsExactly(Map.entry(C, "C"), Map.entry(B, "B"), Map.entry(A, "A"));
        assertThat(commands.take()).containsExactly(GET_MANY, SET, SET);
        assertThat(value(batch(A, C, B))).containsExactly(Map.entry(A, "A"), Map.entry(C, "C"), Map.entry(B, "B"));
        assertThat(commands.take()).containsExactly(GET_MANY);
    }

    @Test
    @DisplayName("may name a call twice, or none at all")
    void duplicatesAndNothing() {
        CompletableFuture<Map<Args, String>> answer = batch(A, B, A);
        assertThat(asked).containsExactly(List.of(A, B));
        loads.get(0).complete(Map.of(A, "A", B, "B"));
        assertThat(value(answer)).containsExactly(Map.entry(A, "A"), Map.entry(B, "B"));
        assertThat(value(batch(B, B))).containsExactly(Map.entry(B, "B"));
        assertThat(value(batch())).isEmpty();
        assertThat(asked).hasSize(1);
    }

    @Test
    @DisplayName("leaves out what the loader brings no value for, and keeps null values")
    void withoutValue() {
        CompletableFuture<Map<Args, String>> answer = batch(A, B, C);
        Map<Args, String> brought = new LinkedHashMap<>();
        brought.put(A, null);
        brought.put(C, "C");
        brought.put(Args.of("nobody asked"), "x");
        loads.get(0).complete(brought);
        assertThat(value(answer)).containsOnlyKeys(A, C).containsEntry(A, null);
        assertThat(value(plan.peek(B))).isNull();
        assertThat(value(plan.peek(A)).value()).isNull();
        assertThat(value(plan.peek(Args.of("nobody asked")))).isNull();
    }

    @Test
    @DisplayName("shares with batches that overlap, key by key")
    void overlap() {
        CompletableFuture<Map<Args, String>> first = batch(A, B);
        CompletableFuture<Map<Args, String>> second = batch(B, C);
        assertThat(asked).containsExactly(List.of(A, B), List.of(C));
        loads.get(1).complete(Map.of(C, "C"));
        assertThat(second).isNotDone();
        loads.get(0).complete(Map.of(A, "A", B, "B"));
        assertThat(value(first)).containsOnlyKeys(A, B);
        assertThat(value(second)).containsExactly(Map.entry(B, "B"), Map.entry(C, "C"));
    }

    @Test
    @DisplayName("shares with single calls, in both directions")
    void singles() {
        CompletableFuture<String> before = plan.get(A, single).toCompletableFuture();
        CompletableFuture<Map<Args, String>> answer = batch(A, B);
        CompletableFuture<String> after = plan.get(B, single).toCompletableFuture();
        assertThat(asked).containsExactly(List.of(B));
        assertThat(single.count()).isEqualTo(1);
        loads.get(0).complete(Map.of(B, "B"));
        single.last().complete("A");
        assertThat(value(before)).isEqualTo("A");
        assertThat(value(after)).isEqualTo("B");
        assertThat(value(answer)).containsEntry(A, "A").containsEntry(B, "B");
    }

    @Test
    @DisplayName("that brings no value lets a single call that waited load for itself")
    void singleLoadsItself() {
        CompletableFuture<Map<Args, String>> answer = batch(A, B);
        CompletableFuture<String> waits = plan.get(B, single).toCompletableFuture();
        CompletableFuture<String> leaves = plan.get(B, single).toCompletableFuture();
        leaves.cancel(true);
        assertThat(single.count()).isZero();
        loads.get(0).complete(Map.of(A, "A"));
        assertThat(value(answer)).containsOnlyKeys(A);
        assertThat(single.count()).isEqualTo(1);
        single.last().complete("own");
        assertThat(value(waits)).isEqualTo("own");
        assertThat(value(plan.peek(B)).value()).isEqualTo("own");
    }

    @Test
    @DisplayName("lets a single call that loads for itself after all leave again")
    void singleLeavesItsOwnLoad() {
        batch(B);
        CompletableFuture<String> waits = plan.get(B, single).toCompletableFuture();
        loads.get(0).complete(Map.of());
        waits.cancel(true);
        assertThat(single.last()).isCancelled();
    }

    @Test
    @DisplayName("fails with what its loader fails with, thrown or in the stage, and stores nothing")
    void loaderFails() {
        IllegalStateException failure = new IllegalStateException("no");
        CompletableFuture<Map<Args, String>> answer = batch(A, B);
        CompletableFuture<String> waits = plan.get(B, single).toCompletableFuture();
        loads.get(0).completeExceptionally(failure);
        assertThat(failure(answer)).isSameAs(failure);
        assertThat(failure(waits)).isSameAs(failure);
        assertThat(failure(plan.getAll(List.of(A), missing -> {
                    throw failure;
                })))
                .isSameAs(failure);
        assertThat(value(plan.peek(A))).isNull();
    }

    @Test
    @DisplayName("fails, never hangs, when its loader brings null or a map that refuses to be asked")
    void uselessResults() {
        CompletableFuture<Map<Args, String>> nothing = batch(A);
        loads.get(0).complete(null);
        assertThat(failure(nothing)).isInstanceOf(NullPointerException.class).hasMessageContaining("k:{id}");
        assertThat(failure(plan.getAll(List.of(A), missing -> null)))
                .isInstanceOf(NullPointerException.class)
                .hasMessageContaining("k:{id}");
        CompletableFuture<Map<Args, String>> sorted = batch(A);
        Map<Args, String> refusing =
                new TreeMap<>((left, right) -> {
                    throw new ClassCastException("not comparable");
                }) {
                    private static final long serialVersionUID = 1L;

                    @Override
                    public boolean containsKey(Object key) {
                        throw new ClassCastException("not comparable");
                    }
                };
        loads.get(1).complete(refusing);
        assertThat(failure(sorted)).isInstanceOf(ClassCastException.class);
    }

    @Test
    @DisplayName("is left by cancelling it: its load is cancelled when nobody else waits for any of its keys")
    void cancellation() {
        CompletableFuture<Map<Args, String>> answer = batch(A, B);
        CompletableFuture<String> waits = plan.get(B, single).toCompletableFuture();
        answer.cancel(true);
        assertThat(loads.get(0)).isNotDone();
        waits.cancel(true);
        assertThat(loads.get(0)).isCancelled();
        batch(A, B).cancel(true);
        assertThat(asked).hasSize(2);
        assertThat(loads.get(1)).isCancelled();
    }

    @Test
    @DisplayName("can be left while it is looked up, and afterwards")
    void cancellationAroundASlowLookup() {
        CompletableFuture<Void> lookups = new CompletableFuture<>();
        try (Cache slow = Cache.builder()
                .route("", "mem://?check_interval=0")
                .clock(clock)
                .middleware(new HeldBack(lookups, GET_MANY))
                .build()) {
            CachePlan<String> behind =
                    slow.plan(String.class).key("k:{id}").through(simple("1h")).build();
            CompletableFuture<?> early =
                    behind.getAll(List.of(A), this::loading).toCompletableFuture();
            CompletableFuture<?> late = behind.getAll(List.of(B), this::loading).toCompletableFuture();
            early.cancel(true);
            lookups.complete(null);
            assertThat(asked).containsExactly(List.of(B));
            late.cancel(true);
            assertThat(loads.get(0)).isCancelled();
        }
    }

    @Test
    @DisplayName("does not store what was invalidated during its load")
    void invalidatedDuringTheLoad() {
        CompletableFuture<Map<Args, String>> answer = batch(A, B);
        value(plan.invalidate(A));
        loads.get(0).complete(Map.of(A, "A", B, "B"));
        assertThat(value(answer)).containsOnlyKeys(A, B);
        assertThat(value(plan.peek(A))).isNull();
        assertThat(value(plan.peek(B)).value()).isEqualTo("B");
    }

    @Test
    @DisplayName("answers a stored failure like a single call does, and asks the condition for each value")
    void storedFailures() {
        IllegalStateException failure = new IllegalStateException();
        CachePlan<String> storing = cache.plan(String.class)
                .key("k:{id}")
                .through(simple("1h"))
                .condition(Condition.<String>failures().or(o -> "keep".equals(o.value())))
                .build();
        storing.get(A, () -> CompletableFuture.failedFuture(failure));
        assertThat(failure(storing.getAll(List.of(A, B), missing -> {
                    assertThat(missing).containsExactly(B);
                    return CompletableFuture.completedFuture(Map.of(B, "drop"));
                })))
                .isSameAs(failure);
        assertThat(value(storing.peek(B))).isNull();
        commands.take();
        value(storing.getAll(List.of(C), missing -> CompletableFuture.completedFuture(Map.of(C, "keep"))));
        assertThat(commands.take()).containsExactly(GET_MANY, SET);
        assertThat(value(storing.get(C, single))).isEqualTo("keep");
        assertThat(commands.take()).containsExactly(GET);
    }
}
