package io.github.kashew;

import static io.github.kashew.CommandKind.GET;
import static io.github.kashew.CommandKind.SET;
import static io.github.kashew.Outcomes.failure;
import static io.github.kashew.Outcomes.value;
import static io.github.kashew.strategy.Strategies.simple;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kashew.error.CacheException;
import io.github.kashew.key.Args;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("A plan")
class CachePlanTest {

    private final ManualClock clock = new ManualClock();
    private final Recorder commands = new Recorder();
    private final Cache cache = Cache.builder()
            .route("", "mem://?check_interval=0")
            .clock(clock)
            .executor(Runnable::run)
            .middleware(commands)
            .build();
    private final Args id = Args.of(1);
    private final Gate<Object> gate = new Gate<>();

    private PlanBuilder<Object> builder(Strategy strategy) {
        return cache.plan(Object.class).key("k:{id}").through(strategy);
    }

    private static <V> Loader<V> bringing(V value) {
        return () -> CompletableFuture.completedFuture(value);
    }

    private static <V> Loader<V> failing(Throwable failure) {
        return () -> CompletableFuture.failedFuture(failure);
    }

    private static <V> Loader<V> unused() {
        return () -> {
            throw new AssertionError("the value is stored");
        };
    }

    @Test
    @DisplayName("sends one GET and one SET for a miss, and one GET for a hit")
    void chatter() {
        CachePlan<Object> plan = builder(simple("1h")).build();
        assertThat(value(plan.get(id, bringing("a")))).isEqualTo("a");
        assertThat(commands.take()).containsExactly(GET, SET);
        assertThat(value(plan.get(id, unused()))).isEqualTo("a");
        assertThat(commands.take()).containsExactly(GET);
    }

    @Test
    @DisplayName("sends no command for those who join a flight but their look-up")
    void chatterOfJoining() {
        CachePlan<Object> plan = builder(simple("1h")).build();
        plan.get(id, gate);
        plan.get(id, gate);
        gate.last().complete("a");
        assertThat(commands.take()).containsExactly(GET, GET, SET);
    }

    @Test
    @DisplayName("keeps null as a value")
    void nullIsAValue() {
        CachePlan<Object> plan = builder(simple("1h")).build();
        assertThat(value(plan.get(id, bringing(null)))).isNull();
        assertThat(value(plan.get(id, unused()))).isNull();
        assertThat(value(plan.peek(id)).value()).isNull();
    }

    static Stream<Arguments> conditions() {
        Condition<Object> values = Condition.values();
        Condition<Object> notNull = Condition.notNull();
        Condition<Object> failures = Condition.failures();
        Condition<Object> someFailures = Condition.failures(IllegalStateException.class);
        IllegalStateException state = new IllegalStateException("state");
        Exception checked = new Exception("checked");
        Error error = new AssertionError("error");
        return Stream.of(
                Arguments.of("values", values, "x", null, true),
                Arguments.of("values", values, null, null, true),
                Arguments.of("values", values, null, state, false),
                Arguments.of("notNull", notNull, "x", null, true),
                Arguments.of("notNull", notNull, "", null, true),
                Arguments.of("notNull", notNull, false, null, true),
                Arguments.of("notNull", notNull, null, null, false),
                Arguments.of("notNull", notNull, null, state, false),
                Arguments.of("failures", failures, "x", null, false),
                Arguments.of("failures", failures, null, state, true),
                Arguments.of("failures", failures, null, checked, true),
                Arguments.of("failures", failures, null, error, false),
                Arguments.of("failures(type)", someFailures, null, state, true),
                Arguments.of("failures(type)", someFailures, null, checked, false),
                Arguments.of("values or failures", values.or(failures), "x", null, true),
                Arguments.of("values or failures", values.or(failures), null, state, true),
                Arguments.of("values or failures", values.or(failures), state, null, true),
                Arguments.of(
                        "notNull and a predicate", notNull.and(o -> o.value().equals("y")), "x", null, false),
                Arguments.of(
                        "notNull and a predicate", notNull.and(o -> o.value().equals("y")), "y", null, true));
    }

    @ParameterizedTest(name = "{0}: value {2}, failure {3}: {4}")
    @MethodSource("conditions")
    @DisplayName("stores what its condition says, and answers it as it was")
    void conditions(String name, Condition<Object> condition, Object value, Throwable failure, boolean stored) {
        CachePlan<Object> plan = builder(simple("1h")).condition(condition).build();
        CompletionStage<Object> first = plan.get(id, failure == null ? bringing(value) : failing(failure));
        assertThat(value(plan.peek(id)) != null).isEqualTo(stored);
        CompletionStage<Object> second = plan.get(id, bringing("again"));
        if (failure != null) {
            assertThat(failure(first)).isSameAs(failure);
            if (stored) {
                assertThat(failure(second)).isSameAs(failure);
                assertThat(value(plan.peek(id)).failure()).isSameAs(failure);
                return;
            }
        } else {
            assertThat(value(first)).isSameAs(value);
        }
        assertThat(value(second)).isEqualTo(stored ? value : "again");
    }

    @Test
    @DisplayName("stores only what was slow to load, where asked")
    void slowerThan() {
        CachePlan<Object> plan =
                builder(simple("1h")).condition(Condition.slowerThan("3s")).build();
        plan.get(id, gate);
        clock.advance("3s");
        gate.last().complete("quick");
        assertThat(value(plan.peek(id))).isNull();
        plan.get(id, gate);
        clock.advance("3001ms");
        gate.last().complete("slow");
        assertThat(value(plan.peek(id)).value()).isEqualTo("slow");
        assertThat(value(plan.peek(id)).loadNanos())
                .isEqualTo(Duration.ofMillis(3001).toNanos());
    }

    @Test
    @DisplayName("asks for the ttl of each outcome, failures included")
    void ttlByOutcome() {
        CachePlan<Object> plan = builder(simple(outcome -> Ttl.of(outcome.failed() ? "1s" : "1h")))
                .condition(outcome -> true)
                .build();
        RuntimeException failure = new RuntimeException("no");
        assertThat(failure(plan.get(id, failing(failure)))).isSameAs(failure);
        clock.advance(Duration.ofSeconds(1).minusNanos(1));
        assertThat(failure(plan.get(id, unused()))).isSameAs(failure);
        clock.advance(Duration.ofNanos(1));
        assertThat(value(plan.get(id, bringing("a")))).isEqualTo("a");
        clock.advance("59m59s");
        assertThat(value(plan.get(id, unused()))).isEqualTo("a");
        clock.advance("1s");
        assertThat(value(plan.peek(id))).isNull();
    }

    @Test
    @DisplayName("C19: fails a call whose condition or ttl throws, names itself in the suppressed, and stores nothing")
    void lambdasThatThrow() {
        IllegalStateException thrown = new IllegalStateException("mine");
        CachePlan<Object> badCondition = builder(simple("1h"))
                .condition(outcome -> {
                    throw thrown;
                })
                .build();
        CachePlan<Object> badTtl = builder(simple(outcome -> {
                    throw thrown;
                }))
                .build();
        for (CachePlan<Object> plan : List.of(badCondition, badTtl)) {
            CompletionStage<Object> answer = plan.get(id, bringing("a"));
            assertThat(failure(answer)).isSameAs(thrown);
            assertThat(thrown.getSuppressed()[thrown.getSuppressed().length - 1])
                    .isInstanceOf(CacheException.class)
                    .hasMessageContaining("k:{id}");
            assertThat(value(plan.peek(id))).isNull();
        }
    }

    @Test
    @DisplayName("fails, never hangs, a call whose condition throws an error")
    void conditionThatThrowsAnError() {
        AssertionError thrown = new AssertionError("mine");
        CachePlan<Object> plan = builder(simple("1h"))
                .condition(outcome -> {
                    throw thrown;
                })
                .build();
        assertThat(failure(plan.get(id, bringing("a")))).isSameAs(thrown);
        assertThat(failure(plan.getAll(
                        List.of(id), missing -> CompletableFuture.completedFuture(java.util.Map.of(id, "a")))))
                .isSameAs(thrown);
    }

    @Test
    @DisplayName("peeks without loading, and answers the entry")
    void peek() {
        CachePlan<Object> plan = builder(simple("1h")).build();
        assertThat(value(plan.peek(id))).isNull();
        value(plan.get(id, bringing("a")));
        Entry<Object> entry = value(plan.peek(id));
        assertThat(entry.value()).isEqualTo("a");
        assertThat(entry.writtenAt()).isEqualTo(clock.nanos());
        assertThat(entry.expiresAt())
                .isEqualTo(clock.nanos() + Duration.ofHours(1).toNanos());
    }

    @Test
    @DisplayName("invalidates, and tells whether there was an entry")
    void invalidate() {
        CachePlan<Object> plan = builder(simple("1h")).build();
        assertThat(value(plan.invalidate(id))).isFalse();
        value(plan.get(id, bringing("a")));
        assertThat(value(plan.invalidate(id))).isTrue();
        assertThat(value(plan.get(id, bringing("b")))).isEqualTo("b");
    }

    @Test
    @DisplayName("refreshes while the old entry is served, and shares the refresh")
    void refresh() {
        CachePlan<Object> plan = builder(simple("1h")).build();
        value(plan.get(id, bringing("old")));
        CompletionStage<Object> refreshed = plan.refresh(id, gate);
        CompletionStage<Object> shared = plan.refresh(id, gate);
        assertThat(value(plan.get(id, unused()))).isEqualTo("old");
        gate.last().complete("new");
        assertThat(gate.count()).isEqualTo(1);
        assertThat(value(refreshed)).isEqualTo("new");
        assertThat(value(shared)).isEqualTo("new");
        assertThat(value(plan.get(id, unused()))).isEqualTo("new");
    }

    @Test
    @DisplayName("keeps the old entry when a refresh fails, and what was deleted during it stays deleted")
    void refreshThatFails() {
        CachePlan<Object> plan = builder(simple("1h")).build();
        value(plan.get(id, bringing("old")));
        IllegalStateException failure = new IllegalStateException();
        assertThat(failure(plan.refresh(id, failing(failure)))).isSameAs(failure);
        assertThat(value(plan.peek(id)).value()).isEqualTo("old");
        CompletionStage<Object> refreshed = plan.refresh(id, gate);
        value(plan.invalidate(id));
        gate.last().complete("outdated");
        assertThat(value(refreshed)).isEqualTo("outdated");
        assertThat(value(plan.peek(id))).isNull();
    }

    @Test
    @DisplayName("never lets a load that began before a refresh keep the refresh from being stored")
    void refreshBeatsAnOlderLoad() {
        CachePlan<Object> plan = builder(simple("1h")).build();
        CompletionStage<Object> cold = plan.get(id, gate);
        CompletionStage<Object> refreshed = plan.refresh(id, gate);
        gate.at(0).complete("older");
        gate.at(1).complete("newer");
        assertThat(value(cold)).isEqualTo("older");
        assertThat(value(refreshed)).isEqualTo("newer");
        assertThat(value(plan.peek(id)).value()).isEqualTo("newer");
    }

    @Test
    @DisplayName("refuses a loader that returns null in place of a stage")
    void nullStage() {
        CachePlan<Object> plan = builder(simple("1h")).build();
        assertThat(failure(plan.get(id, () -> null)))
                .isInstanceOf(NullPointerException.class)
                .hasMessageContaining("k:{id}");
    }

    @Test
    @DisplayName("needs a strategy, and one that stores at most")
    void strategies() {
        assertThatThrownBy(() -> cache.plan(Object.class).build())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("simple(\"1h\")");
        assertThatThrownBy(() -> cache.plan(Object.class)
                        .through(simple("1h"), simple("2h"))
                        .build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("simple(1h) and simple(2h)");
    }
}
