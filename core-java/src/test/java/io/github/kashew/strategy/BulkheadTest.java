package io.github.kashew.strategy;

import static io.github.kashew.CommandKind.GET;
import static io.github.kashew.CommandKind.SET;
import static io.github.kashew.strategy.Strategies.bulkhead;
import static io.github.kashew.strategy.Strategies.simple;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.kashew.CachePlan;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A bulkhead")
class BulkheadTest {

    private final GuardRoom room = new GuardRoom();

    @AfterEach
    void close() {
        room.close();
    }

    @ParameterizedTest(name = "{0} running, a queue of {1}: {2}, {3} begun")
    @DisplayName("of two places answers the next call")
    @CsvSource({
        "0, 0, open, 1",
        "1, 0, open, 2",
        "2, 0, BulkheadFullException, 2",
        "2, 1, open, 2",
        "3, 1, BulkheadFullException, 2",
        "3, 2, open, 2",
    })
    void answers(int before, int queue, String answer, int begun) {
        CachePlan<String> plan = room.plan(bulkhead(2).withQueue(queue));
        IntStream.range(0, before).forEach(id -> room.open(plan, id));
        assertThat(GuardRoom.outcome(room.open(plan, 99))).isEqualTo(answer);
        assertThat(room.loads()).isEqualTo(begun);
        assertThat(room.commands()).isEmpty();
    }

    @ParameterizedTest
    @DisplayName("gives the place of a load that ended to the next in the queue")
    @CsvSource({"succeeds", "fails", "is cancelled", "times out"})
    void handsOn(String end) {
        CachePlan<String> plan = room.cache
                .plan(String.class)
                .key("k:{id}")
                .through(simple("1h"), bulkhead(1))
                .loadTimeout("30s")
                .build();
        CompletableFuture<String> first = room.open(plan, 1);
        CompletableFuture<String> load = room.last();
        room.clock.advance("1s");
        CompletableFuture<String> second = room.open(plan, 2);
        assertThat(room.loads()).isEqualTo(1);
        switch (end) {
            case "succeeds" -> load.complete("one");
            case "fails" -> load.completeExceptionally(new IOException("down"));
            case "is cancelled" -> first.cancel(true);
            default -> room.clock.advance("29s");
        }
        assertThat(first).isDone();
        assertThat(room.loads()).isEqualTo(2);
        room.last().complete("two");
        assertThat(second).isCompletedWithValue("two");
    }

    @Test
    @DisplayName("forgets a call that was cancelled in the queue, and never loads for it")
    void cancelledInQueue() {
        CachePlan<String> plan = room.plan(bulkhead(1).withQueue(1));
        room.open(plan, 1);
        CompletableFuture<String> load = room.last();
        room.open(plan, 2).cancel(true);
        CompletableFuture<String> third = room.open(plan, 3);
        assertThat(third).isNotDone();
        load.complete("one");
        assertThat(room.loads()).isEqualTo(2);
        room.last().complete("three");
        assertThat(third).isCompletedWithValue("three");
    }

    @Test
    @DisplayName("counts loads, not callers; hits pass")
    void loads() {
        CachePlan<String> plan = room.plan(simple("1h"), bulkhead(1).withQueue(0));
        CompletableFuture<String> one = room.open(plan, 1);
        CompletableFuture<String> joined = room.open(plan, 1);
        assertThat(room.call(plan, 2)).isEqualTo("BulkheadFullException");
        room.last().complete("one");
        assertThat(one).isCompletedWithValue("one");
        assertThat(joined).isCompletedWithValue("one");
        room.commands();
        room.open(plan, 3);
        assertThat(room.call(plan, 1)).isEqualTo("one");
        room.last().complete("three");
        assertThat(room.commands()).containsExactly(GET, GET, SET);
    }

    @Test
    @DisplayName("that 20,000 loads wait for, which all end at once, needs no deep stack")
    void manyAtOnce() {
        CachePlan<String> plan = room.plan(bulkhead(1).withQueue(20_000));
        CompletableFuture<String> first = room.open(plan, -1);
        CompletableFuture<String> load = room.last();
        List<CompletableFuture<String>> others = new ArrayList<>();
        for (int id = 0; id < 20_000; id++) {
            others.add(plan.get(plan.args(id), () -> CompletableFuture.completedFuture("at once"))
                    .toCompletableFuture());
        }
        load.complete("first");
        assertThat(first).isCompletedWithValue("first");
        assertThat(others).allSatisfy(other -> assertThat(other).isCompletedWithValue("at once"));
    }

    @Test
    @DisplayName("refuses options and compositions that make no sense")
    void refuses() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> bulkhead(0))
                .withMessage("loads must be 1 to 1000000, was 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> bulkhead(1).withQueue(-1))
                .withMessage("queue must be 0 to 1000000, was -1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> room.plan(bulkhead(4), simple("1h")))
                .withMessageContaining("put it inside, through(simple(1h), bulkhead(4))");
    }

    @Test
    @DisplayName("draws itself and is equal by its options")
    void values() {
        assertThat(bulkhead(4)).hasToString("bulkhead(4)").isEqualTo(bulkhead(4));
        assertThat(bulkhead(4).withQueue(1)).isNotEqualTo(bulkhead(4));
    }
}
