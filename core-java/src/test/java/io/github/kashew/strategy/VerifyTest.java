package io.github.kashew.strategy;

import static io.github.kashew.strategy.ReadingRoom.kinds;
import static io.github.kashew.strategy.ReadingRoom.outcome;
import static io.github.kashew.strategy.Strategies.bulkhead;
import static io.github.kashew.strategy.Strategies.early;
import static io.github.kashew.strategy.Strategies.rateLimit;
import static io.github.kashew.strategy.Strategies.simple;
import static io.github.kashew.strategy.Strategies.verify;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.kashew.CachePlan;
import io.github.kashew.Condition;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("verify")
class VerifyTest {

    private final ReadingRoom room = new ReadingRoom();
    private final List<Mismatch> told = new ArrayList<>();

    @AfterEach
    void close() {
        room.close();
    }

    private List<String> told() {
        return told.stream()
                .map(one -> one.cached() + "/" + one.fresh() + "/" + one.age())
                .toList();
    }

    @ParameterizedTest(name = "{0} old, drawn {1}, the load brings {2}, meanwhile {3}")
    @CsvSource(
            nullValues = "-",
            value = {
                "4m,  0.49, old,   -,      old, '', GET",
                "4m,  0.49, new,   -,      old, old/new/PT4M, GET GET",
                "4m,  0.49, null,  -,      old, old/null/PT4M, GET GET",
                "4m,  0.5,  new,   -,      old, '', GET",
                "4m,  0.49, error, -,      old, '', GET",
                "4m,  0.49, fatal, -,      old, '', GET",
                "4m,  0.49, new,   read,   old, '', GET GET",
                "4m,  0.49, new,   delete, old, '', GET DELETE GET",
                "10m, 0.49, new,   -,      new, '', GET SET",
            })
    void table(String age, double drawn, String load, String meanwhile, String answer, String tells, String commands) {
        CachePlan<String> plan = room.plan(verify(50).withRandom(() -> drawn).withListener(told::add), simple("10m"));
        room.call(plan, 1, "old");
        room.clock.advance(age);
        room.loads.clear();
        room.commands();

        CompletableFuture<String> call = room.call(plan, 1);
        room.runTasks();
        if ("read".equals(meanwhile)) {
            room.broken.add("read");
        } else if ("delete".equals(meanwhile)) {
            room.cache.delete("k:1");
        }
        if (!room.loads.isEmpty()) {
            switch (load) {
                case "error" -> room.last().completeExceptionally(new IOException("source"));
                case "fatal" -> room.last().completeExceptionally(new AssertionError("source"));
                case "null" -> room.last().complete(null);
                default -> room.last().complete(load);
            }
        }
        room.runTasks();
        assertThat(outcome(call)).isEqualTo(answer);
        assertThat(told()).isEqualTo(tells.isEmpty() ? List.of() : List.of(tells));
        assertThat(room.commands()).isEqualTo(kinds(commands));
    }

    @Test
    @DisplayName("tells the template and the key; its text has neither the key nor the answers")
    void mismatch() {
        CachePlan<String> plan = room.plan(verify(100).withListener(told::add), simple("10m"));
        room.call(plan, "secret", "old");
        room.clock.advance("1m");
        room.call(plan, "secret", "new");
        room.runTasks();
        assertThat(told).singleElement().satisfies(one -> {
            assertThat(one.template()).isEqualTo("k:{id}");
            assertThat(one.key()).isEqualTo("k:secret");
            assertThat(one).hasToString("Mismatch[k:{id}, PT1M old]");
        });
    }

    @Test
    @DisplayName("a stored failure differs from a value")
    void storedFailure() {
        CachePlan<String> plan = room.plan(Condition.failures(), verify(100).withListener(told::add), simple("10m"));
        IOException stored = new IOException("source");
        room.failing(plan, 1, stored);
        assertThat(outcome(room.call(plan, 1, "new"))).isEqualTo("IOException");
        room.runTasks();
        assertThat(told)
                .singleElement()
                .satisfies(one -> assertThat(one.cached()).isSameAs(stored));
    }

    @Test
    @DisplayName("equality may be the user's own")
    void equality() {
        CachePlan<String> plan = room.plan(
                verify(100)
                        .withListener(told::add)
                        .withEquality((cached, fresh) -> String.valueOf(cached).equalsIgnoreCase("" + fresh)),
                simple("10m"));
        room.call(plan, 1, "old");
        room.call(plan, 1, "OLD");
        room.runTasks();
        assertThat(told).isEmpty();
        room.call(plan, 1, "new");
        room.runTasks();
        assertThat(told).hasSize(1);
    }

    @Test
    @DisplayName("what a listener or an equality throws touches nobody")
    void guarded() {
        CachePlan<String> plan = room.plan(
                verify(100).withListener(one -> {
                    told.add(one);
                    throw new IllegalStateException("listener");
                }),
                simple("10m"));
        room.call(plan, 1, "old");
        for (int call = 0; call < 2; call++) {
            assertThat(room.call(plan, 1, "new")).isCompletedWithValue("old");
            room.runTasks();
        }
        assertThat(told).hasSize(2);
    }

    @Test
    @DisplayName("one verification of a key at a time, and so many of a plan")
    void bounded() {
        CachePlan<String> plan = room.plan(verify(100).withListener(told::add).withMaxVerifications(2), simple("10m"));
        for (int id = 1; id <= 3; id++) {
            room.call(plan, id, "old");
        }
        room.loads.clear();
        for (int id : List.of(1, 1, 1, 2, 3)) {
            assertThat(room.call(plan, id)).isCompletedWithValue("old");
            room.runTasks();
        }
        assertThat(room.loads).hasSize(2);
        room.loads.forEach(load -> load.complete("old"));
        room.call(plan, 3);
        room.runTasks();
        assertThat(room.loads).hasSize(3);
        room.last().complete("old");
        room.runTasks();
        assertThat(told).isEmpty();
    }

    @Test
    @DisplayName("a verification counts for what is inside, and stores nothing")
    void throughWhatIsInside() {
        CachePlan<String> plan = room.plan(
                verify(100).withListener(told::add), simple("10m"), bulkhead(1).withQueue(0));
        room.call(plan, 1, "old");
        room.call(plan, 1);
        room.runTasks();
        assertThat(outcome(room.call(plan, 2))).isEqualTo("BulkheadFullException");
        room.last().complete("new");
        room.runTasks();
        assertThat(told()).containsExactly("old/new/PT0S");
        assertThat(room.cache.get("k:1", String.class)).isCompletedWithValue("old");
    }

    @Test
    @DisplayName("a stale hit is left to the strategy that refreshes it")
    void stale() {
        CachePlan<String> plan = room.plan(verify(100).withListener(told::add), early("9m", "6m"));
        room.call(plan, 1, "old");
        room.clock.advance("7m");
        room.loads.clear();
        assertThat(room.call(plan, 1, "new")).isCompletedWithValue("old");
        room.runTasks();
        assertThat(room.loads).hasSize(1);
        assertThat(told).isEmpty();
        assertThat(room.call(plan, 1, "new")).isCompletedWithValue("new");
    }

    @Test
    @DisplayName("draws p percent of the hits: 1000 draws of a seeded source")
    void percentage() {
        Random random = new Random(42);
        CachePlan<String> plan =
                room.plan(verify(10).withRandom(random::nextDouble).withListener(told::add), simple("10m"));
        room.call(plan, 1, "old");
        room.loads.clear();
        for (int call = 0; call < 1000; call++) {
            room.call(plan, 1, "old");
            room.runTasks();
            if (!room.loads.isEmpty()) {
                room.last().complete("old");
            }
        }
        Random again = new Random(42);
        long expected = again.doubles(1000).filter(number -> number < 0.1).count();
        assertThat(room.loads).hasSize((int) expected);
        assertThat(expected).isBetween(70L, 130L);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, 100.1, Double.NaN, Double.POSITIVE_INFINITY})
    @DisplayName("a percentage out of its range is refused with its range")
    void range(double percent) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> verify(percent))
                .withMessageContainingAll("percent", "above 0 and at most 100", String.valueOf(percent));
    }

    @Test
    @DisplayName("draws its percentage, is equal by its options, and refuses a plan that stores nothing inside it")
    void value() {
        assertThat(verify(5)).hasToString("verify(5.0%)").isEqualTo(verify(5)).hasSameHashCodeAs(verify(5));
        assertThat(verify(5)).isNotEqualTo(verify(6)).isNotEqualTo(verify(5).withMaxVerifications(1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> room.plan(verify(5), rateLimit(1, "1m")))
                .withMessageContainingAll("verify(5.0%)", "stores");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> room.plan(simple("1h"), verify(5)))
                .withMessageContaining("inside it");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> verify(5).withMaxVerifications(0))
                .withMessageContainingAll("maxVerifications", "1 or more");
    }
}
