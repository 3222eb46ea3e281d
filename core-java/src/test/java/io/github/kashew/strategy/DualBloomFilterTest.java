package io.github.kashew.strategy;

import static io.github.kashew.CommandKind.GET_BITS;
import static io.github.kashew.CommandKind.INCREMENT_BITS;
import static io.github.kashew.strategy.Strategies.simple;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.kashew.BloomSize;
import io.github.kashew.CachePlan;
import io.github.kashew.Detections;
import io.github.kashew.DualBloomFilter;
import io.github.kashew.NumberCommand;
import io.github.kashew.spi.BitFields;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A dual Bloom filter")
class DualBloomFilterTest {

    private static final BloomSize YES = BloomSize.of(100);
    private static final BloomSize NO = BloomSize.of(50, 0.1);
    private static final String KEY = "\0dual-bloom/959x7/240x3/1\0k:{id}";

    private final GuardRoom room = new GuardRoom();
    private final DualBloomFilter known = room.cache.dualBloomFilter("k:{id}", YES, NO);
    private int loads;

    @AfterEach
    void close() {
        room.close();
    }

    private String ask(DualBloomFilter filter, Object id, Object outcome) {
        CompletionStage<Boolean> answer = filter.guard(filter.args(id), () -> {
            loads++;
            return outcome instanceof Throwable failure
                    ? CompletableFuture.failedFuture(failure)
                    : CompletableFuture.completedFuture((Boolean) outcome);
        });
        Throwable failure = GuardRoom.failure(answer);
        return failure == null
                ? answer.toCompletableFuture().join().toString()
                : failure.getClass().getSimpleName();
    }

    private void fill(long from, long to) {
        assertThat(room.cache
                        .commands()
                        .incrementBits(new NumberCommand.IncrementBits(
                                KEY, BitFields.of(1, LongStream.range(from, to).toArray()), 1)))
                .isCompleted();
    }

    /** The name of its specification table. */
    static final String TABLE = "dualBloom";

    @TestFactory
    @DisplayName("answers, what is reported, and commands")
    Stream<DynamicTest> table() {
        return SpecifiedTable.of(TABLE).rows().stream()
                .map(row -> DynamicTest.dynamicTest(row.line(), () -> require(row)));
    }

    @Test
    @DisplayName("in every state, with each answer and each trouble of the store")
    void whole() {
        SpecifiedTable.of(TABLE).requireWhole();
    }

    private static void require(SpecifiedRow row) {
        try (ReadingRoom questions = new ReadingRoom()) {
            DualBloomFilter filter = questions.cache.dualBloomFilter("k:{id}", YES, NO);
            row.before().forEach(word -> ask(filter, word));
            questions.broken.addAll(row.broken());
            for (int call = 0; call < 2; call++) {
                questions.commands();
                CompletionStage<Boolean> answer;
                Detections seen;
                try (Detections detected = questions.cache.detect()) {
                    answer = ask(filter, row.loads().get(call));
                    seen = detected;
                }
                assertThat(ReadingRoom.outcome(answer)).isEqualTo(row.answers().get(call));
                row.requireReported(call, seen.answers());
                assertThat(questions.commands())
                        .map(Enum::name)
                        .isEqualTo(row.commands().get(call));
            }
        }
    }

    /** Asks a question whose load ends as a word of the table says. */
    private static CompletionStage<Boolean> ask(DualBloomFilter filter, String end) {
        return filter.guard(filter.args(1), () -> switch (end) {
            case "error" -> CompletableFuture.failedFuture(new IOException("source"));
            case "cancelled" -> CompletableFuture.failedFuture(new CancellationException("source"));
            default -> CompletableFuture.completedFuture(Boolean.valueOf(end));
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "false", "IllegalStateException"})
    @DisplayName("loads what both contain, and learns nothing")
    void both(String answer) {
        fill(0, YES.bits() + NO.bits());
        Object outcome = answer.endsWith("Exception") ? new IllegalStateException("down") : Boolean.valueOf(answer);
        room.commands();
        assertThat(ask(known, 1, outcome)).isEqualTo(answer);
        assertThat(loads).isEqualTo(1);
        assertThat(room.commands()).containsExactly(GET_BITS);
    }

    @Test
    @DisplayName("without collisions learns only what shares no bit with what was learned")
    void withoutCollisions() {
        DualBloomFilter sparse = known.withoutCollisions();
        assertThat(ask(sparse, 1, true)).isEqualTo("true");
        assertThat(ask(sparse, 1, false)).isEqualTo("true");
        fill(0, YES.bits() / 2);
        room.commands();
        assertThat(ask(sparse, 2, true)).isEqualTo("true");
        assertThat(room.commands()).containsExactly(GET_BITS);
        assertThat(ask(sparse, 2, false)).isEqualTo("false");
        assertThat(room.commands()).containsExactly(GET_BITS, INCREMENT_BITS);
        room.failed.add(GET_BITS);
        assertThat(ask(sparse, 3, false)).isEqualTo("false");
        assertThat(room.commands()).containsExactly(GET_BITS);
    }

    @Test
    @DisplayName(
            "answers what was never learned wrongly with the rate of its filters at most, and what was learned never")
    void wrongAnswers() {
        Map<Integer, String> learned = new HashMap<>();
        DualBloomFilter evens =
                room.cache.dualBloomFilter("n:{n}", BloomSize.of(2_000, 0.01), BloomSize.of(2_000, 0.05));
        for (int n = 0; n < 4_000; n++) {
            boolean even = n % 2 == 0;
            loads = 0;
            String answer = ask(evens, n, even);
            if (loads > 0) {
                learned.put(n, answer);
            }
        }
        learned.forEach((n, answer) ->
                assertThat(ask(evens, n, n % 2 == 0)).isEqualTo(answer).isEqualTo(String.valueOf(n % 2 == 0)));
        int wrongNo = 0;
        int wrongYes = 0;
        for (int n = 10_000; n < 12_000; n += 2) {
            wrongNo += ask(evens, n, true).equals("true") ? 0 : 1;
            wrongYes += ask(evens, n + 1, false).equals("false") ? 0 : 1;
        }
        // of 1,000 each, about 50 and 10, while the filters learn a little more
        assertThat(wrongNo).isBetween(10, 110);
        assertThat(wrongYes).isBetween(1, 30);
    }

    @Test
    @DisplayName("is a strategy for plans of Boolean, outside what stores")
    void inPlan() {
        CachePlan<Boolean> plan = room.cache
                .plan(Boolean.class)
                .key("k:{id}")
                .through(known, simple("1h"))
                .build();
        assertThat(plan).hasToString("k:{id} = dualBloom(k:{id}) → simple(1h) → loader");
        assertThat(plan.get(plan.args(1), () -> CompletableFuture.completedFuture(true)))
                .isCompletedWithValue(true);
        assertThat(ask(known, 1, false)).isEqualTo("true");
        assertThatIllegalArgumentException().isThrownBy(() -> room.plan(known)).withMessageContaining("plan Boolean");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> room.cache
                        .plan(Boolean.class)
                        .key("k:{id}")
                        .through(simple("1h"), known)
                        .build())
                .withMessageContaining("put it outside");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        room.cache.dualBloomFilter("k:{id}", BloomSize.of(300_000_000), BloomSize.of(300_000_000)))
                .withMessageContaining("one key has at most 4294967296");
    }
}
