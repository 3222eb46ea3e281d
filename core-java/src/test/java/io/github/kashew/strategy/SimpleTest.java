package io.github.kashew.strategy;

import static io.github.kashew.strategy.ReadingRoom.outcome;
import static io.github.kashew.strategy.Strategies.simple;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.kashew.CachePlan;
import io.github.kashew.Condition;
import io.github.kashew.Ttl;
import io.github.kashew.TypeRef;
import io.github.kashew.error.InvalidKeyException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("simple")
class SimpleTest {

    private final ReadingRoom room = new ReadingRoom();

    @AfterEach
    void close() {
        room.close();
    }

    static List<Object> empties() {
        return List.of(Optional.empty(), List.of(), Map.of(), new int[0]);
    }

    @ParameterizedTest
    @MethodSource("empties")
    @DisplayName("an empty answer is stored for its own ttl")
    void empty(Object value) {
        CachePlan<Object> plan = room.cache
                .plan(new TypeRef<Object>() {})
                .key("k:{id}")
                .through(simple("10m").withTtlOfEmpty("1m"))
                .build();
        plan.get(plan.args(1), () -> CompletableFuture.completedFuture(value));
        room.clock.advance(Duration.ofSeconds(59));
        assertThat(room.cache.exists("k:1")).isCompletedWithValue(true);
        room.clock.advance("1s");
        assertThat(room.cache.exists("k:1")).isCompletedWithValue(false);
    }

    @Test
    @DisplayName("null is stored for the ttl of empty answers; values, empty texts and failures for the other")
    void negative() {
        Condition<String> everything = Condition.<String>values().or(Condition.failures());
        CachePlan<String> plan = room.plan(everything, simple("10m").withTtlOfEmpty(Duration.ofMinutes(1)));
        room.call(plan, 1, null);
        room.call(plan, 2, "value");
        room.call(plan, 3, "");
        room.failing(plan, 4, new IOException("source"));
        room.clock.advance("1m");
        assertThat(room.cache.exists("k:1")).isCompletedWithValue(false);
        for (int stored = 2; stored <= 4; stored++) {
            assertThat(room.cache.exists("k:" + stored)).isCompletedWithValue(true);
        }
    }

    @Test
    @DisplayName("a load that was cancelled is not stored, whatever the condition says")
    void cancelled() {
        CachePlan<String> plan = room.plan(Condition.<String>failures(), simple("10m"));
        room.failing(plan, 1, new CancellationException("inside"));
        assertThat(room.cache.exists("k:1")).isCompletedWithValue(false);
    }

    @ParameterizedTest(name = "{0} is stored after {1}: {2}")
    @CsvSource({
        "io, 9s, true",
        "io, 10s, false",
        "gone, 9s, true",
        "other, 0s, false",
        "error, 0s, false",
        "key, 0s, false",
    })
    @DisplayName("failures of the named types are stored for their own ttl, without a condition that says so")
    void failures(String load, String age, boolean stored) {
        CachePlan<String> plan = room.plan(simple("10m").withTtlOfFailure("10s", IOException.class));
        Throwable failure = failure(load);
        room.failing(plan, 1, failure);
        room.clock.advance(age.equals("0s") ? Duration.ZERO : Ttl.of(age).toDuration());
        room.loads.clear();
        CompletableFuture<String> next = room.call(plan, 1, "new");
        assertThat(outcome(next)).isEqualTo(stored ? failure.getClass().getSimpleName() : "new");
    }

    private static Throwable failure(String name) {
        return switch (name) {
            case "io" -> new IOException("source");
            case "gone" -> new FileNotFoundException("source");
            case "error" -> new AssertionError("source");
            case "key" -> new InvalidKeyException("source");
            default -> new IllegalStateException("source");
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"error", "key"})
    @DisplayName("errors and mistakes are not stored, even if the condition stores everything")
    void neverStored(String load) {
        CachePlan<String> plan = room.plan(everything -> true, simple("10m"));
        room.failing(plan, 1, failure(load));
        assertThat(room.cache.exists("k:1")).isCompletedWithValue(false);
        room.failing(plan, 2, failure("other"));
        assertThat(room.cache.exists("k:2")).isCompletedWithValue(true);
    }

    @Test
    @DisplayName("DEFECT-42: a time condition and another one both count")
    void slowAndNotNull() {
        Condition<String> both = Condition.<String>notNull().and(Condition.slowerThan("3s"));
        CachePlan<String> plan = room.plan(both, simple("10m"));
        for (int id = 1; id <= 3; id++) {
            room.call(plan, id);
            room.clock.advance(id == 2 ? "1s" : "4s");
            room.last().complete(id == 1 ? null : "value");
            assertThat(room.cache.exists("k:" + id)).isCompletedWithValue(id == 3);
        }
    }

    @Test
    @DisplayName("draws its options, is equal by them, and refuses what is out of range")
    void value() {
        assertThat(simple("1h"))
                .hasToString("simple(1h)")
                .isEqualTo(simple("1h"))
                .hasSameHashCodeAs(simple("1h"));
        assertThat(simple("1h").withTtlOfEmpty("1m"))
                .hasToString("simple(1h, empty 1m)")
                .isNotEqualTo(simple("1h"));
        assertThat(simple("1h").withTtlOfFailure("10s", IOException.class))
                .hasToString("simple(1h, failure 10s)")
                .isEqualTo(simple("1h").withTtlOfFailure(Duration.ofSeconds(10), IOException.class))
                .isNotEqualTo(simple("1h"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> simple("1h").withTtlOfFailure("10s"))
                .withMessageContainingAll("ttlOfFailure", "at least one type");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> simple("1h").withTtlOfFailure("10s", OutOfMemoryError.class))
                .withMessageContainingAll("ttlOfFailure", "OutOfMemoryError");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> simple("1h").withTtlOfEmpty(Duration.ZERO))
                .withMessageContainingAll("ttlOfEmpty", "at least 1ms");
    }
}
