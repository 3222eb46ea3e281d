package io.github.kashew.strategy;

import static io.github.kashew.strategy.GuardRoom.failure;
import static io.github.kashew.strategy.Strategies.invalidate;
import static io.github.kashew.strategy.Strategies.simple;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.kashew.CacheContext;
import io.github.kashew.CachePlan;
import io.github.kashew.CommandKind;
import io.github.kashew.PlanSpec;
import io.github.kashew.Ttl;
import io.github.kashew.error.BackendException;
import io.github.kashew.error.InvalidKeyException;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("invalidate")
class InvalidateTest {

    private final GuardRoom room = new GuardRoom();

    @AfterEach
    void close() {
        room.close();
    }

    private void store(String... keys) {
        for (String key : keys) {
            room.cache.set(key, "stored", Ttl.of("1h"));
        }
        room.commands();
    }

    private boolean holds(String key) {
        return room.cache.exists(key).toCompletableFuture().join();
    }

    @ParameterizedTest(name = "the call brings {0}, deleting fails: {1}; answer {2}, the key is still there: {3}")
    @CsvSource({
        "loaded, false, loaded, false, DELETE",
        "loaded, true, BackendException, true, DELETE",
        "error, false, IOException, true, ",
        "error, true, IOException, true, ",
    })
    void table(String load, boolean broken, String answer, boolean kept, String command) {
        CachePlan<String> plan = room.plan(invalidate("user:{id}"));
        store("user:1");
        if (broken) {
            room.failed.add(CommandKind.DELETE);
        }
        String came = load.equals("error") ? room.failing(plan, 1, new IOException("source")) : room.call(plan, 1);
        assertThat(came).isEqualTo(answer);
        assertThat(room.commands()).isEqualTo(command == null ? List.of() : List.of(CommandKind.valueOf(command)));
        assertThat(holds("user:1")).isEqualTo(kept);
    }

    @Test
    @DisplayName("a failing deletion says that the call had succeeded, and why it failed")
    void failingDeletion() {
        room.failed.add(CommandKind.DELETE);
        CachePlan<String> plan = room.plan(invalidate("user:{id}"));
        Throwable failure = failure(plan.get(plan.args(1), () -> CompletableFuture.completedFuture("done")));
        assertThat(failure)
                .isInstanceOf(BackendException.class)
                .hasMessageContainingAll("succeeded", "invalidate(user:{id})")
                .hasCauseInstanceOf(BackendException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "(", "a+b", "?", "[a]", "a:b", "", "\\", "{id}"})
    @DisplayName("DEFECT-49: a value is never a pattern, and matches its own key")
    void values(String value) {
        CachePlan<String> readers = room.cache
                .plan(String.class)
                .key("user:{id}")
                .through(simple("1h"))
                .build();
        for (String id : List.of("x", value)) {
            room.call(readers, id);
        }
        CachePlan<String> plan = room.plan(invalidate("user:{id}"));
        assertThat(room.call(plan, value)).isEqualTo("loaded");
        assertThat(holds(readers.key(readers.args(value)))).isFalse();
        assertThat(holds("user:x")).isTrue();
    }

    @Test
    @DisplayName("several keys are one command, context values take part, and a key that is there twice counts once")
    void several() {
        store("user:1", "all", "of:acme");
        CachePlan<String> plan = room.plan(invalidate("user:{id}", "all", "of:{@tenant}", "user:{id}"));
        try (CacheContext.Scope scope =
                CacheContext.current().with("tenant", "acme").open()) {
            assertThat(room.call(plan, 1)).isEqualTo("loaded");
        }
        assertThat(room.commands()).containsExactly(CommandKind.DELETE_MANY);
        assertThat(List.of(holds("user:1"), holds("all"), holds("of:acme"))).containsOnly(false);
    }

    @Test
    @DisplayName("what cannot become a key fails the call before it runs")
    void keyFirst() {
        CachePlan<String> plan = room.plan(invalidate("of:{@tenant}"));
        assertThat(room.call(plan, 1)).isEqualTo("InvalidKeyException");
        assertThat(room.loads()).isZero();
    }

    @Test
    @DisplayName("a name that the key of the plan does not have is refused when the plan is built")
    void unknownName() {
        assertThatExceptionOfType(InvalidKeyException.class)
                .isThrownBy(() -> room.plan(invalidate("user:{uid}")))
                .withMessageContainingAll("uid", "id");
        assertThatExceptionOfType(InvalidKeyException.class)
                .isThrownBy(() -> room.cache
                        .plan(String.class)
                        .through(invalidate("user:{id}"))
                        .build())
                .withMessageContaining("there are no parameters");
    }

    @Test
    @DisplayName("in a plan of any number of values, all values and the first ones can be named")
    void open() {
        store("y:1:2:3", "first:1");
        CachePlan<String> plan = room.cache
                .plan(String.class)
                .key("x:{a}:{*}")
                .through(invalidate("y:{*}", "first:{a}"))
                .build();
        plan.get(plan.args(1, 2, 3), () -> CompletableFuture.completedFuture("done"));
        assertThat(List.of(holds("y:1:2:3"), holds("first:1"))).containsOnly(false);
    }

    @Test
    @DisplayName("each call runs for itself, unless the plan stores")
    void runsEachCall() {
        CachePlan<String> plan = room.plan(invalidate("user:{id}"));
        CompletableFuture<String> one = room.open(plan, 1);
        room.open(plan, 1).cancel(true);
        assertThat(room.loads()).isEqualTo(2);
        one.cancel(true);

        CachePlan<String> storing = room.plan(simple("1h"), invalidate("user:{id}"));
        room.open(storing, 1);
        room.open(storing, 1);
        assertThat(room.loads()).isEqualTo(3);
        room.last().complete("done");
    }

    @Test
    @DisplayName("a cancelled call deletes nothing, and one that goes on without its caller deletes at its end")
    void cancelled() {
        store("user:1");
        CachePlan<String> plan = room.plan(invalidate("user:{id}"));
        room.open(plan, 1).cancel(true);
        assertThat(room.last()).isCancelled();
        assertThat(holds("user:1")).isTrue();

        CachePlan<String> finishing = room.cache
                .plan(String.class)
                .key("k:{id}")
                .through(invalidate("user:{id}"))
                .onLastLeave(PlanSpec.LastLeave.FINISH)
                .build();
        room.open(finishing, 1).cancel(true);
        assertThat(holds("user:1")).isTrue();
        room.last().complete("done");
        assertThat(holds("user:1")).isFalse();
    }

    @Test
    @DisplayName("the answer waits for the deletion, and a load in flight of the key is not stored")
    void loadsInFlight() {
        CachePlan<String> readers = room.cache
                .plan(String.class)
                .key("user:{id}")
                .through(simple("1h"))
                .build();
        CompletableFuture<String> reading = room.open(readers, 1);
        CompletableFuture<String> old = room.last();
        CachePlan<String> plan = room.plan(invalidate("user:{id}"));
        assertThat(room.call(plan, 1)).isEqualTo("loaded");
        old.complete("old");
        assertThat(reading).isCompletedWithValue("old");
        assertThat(holds("user:1")).isFalse();
    }

    @Test
    @DisplayName("draws its templates, and is equal by them")
    void value() {
        assertThat(invalidate("user:{id}", "users"))
                .hasToString("invalidate(user:{id}, users)")
                .isEqualTo(invalidate("user:{id}", "users"))
                .hasSameHashCodeAs(invalidate("user:{id}", "users"))
                .isNotEqualTo(invalidate("users"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> room.plan(invalidate("user:{id}")).get(io.github.kashew.key.Args.of(), () -> null));
    }
}
