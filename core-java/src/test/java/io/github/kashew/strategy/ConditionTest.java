package io.github.kashew.strategy;

import static io.github.kashew.strategy.Strategies.early;
import static io.github.kashew.strategy.Strategies.failover;
import static io.github.kashew.strategy.Strategies.simple;
import static io.github.kashew.strategy.Strategies.soft;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kashew.CachePlan;
import io.github.kashew.CommandKind;
import io.github.kashew.Condition;
import io.github.kashew.Strategy;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("A condition")
class ConditionTest {

    static Stream<Arguments> everyStrategyThatWrites() {
        return Stream.of(simple("10m"), early("10m"), early("10m").adaptive(1), soft("10m"), failover("10m"))
                .flatMap(strategy -> Stream.of(
                        Arguments.of(strategy, "values", Condition.values(), "a", true),
                        Arguments.of(strategy, "values", Condition.values(), null, true),
                        Arguments.of(strategy, "notNull", Condition.notNull(), "a", true),
                        Arguments.of(strategy, "notNull", Condition.notNull(), null, false),
                        Arguments.of(
                                strategy,
                                "slow",
                                Condition.<String>values().and(Condition.slowerThan("3s")),
                                "a",
                                false),
                        Arguments.of(
                                strategy, "own", (Condition<String>) outcome -> "a".equals(outcome.value()), "a", true),
                        Arguments.of(
                                strategy,
                                "own",
                                (Condition<String>) outcome -> "a".equals(outcome.value()),
                                "b",
                                false)));
    }

    @ParameterizedTest(name = "{0}, {1}, {3}: {4}")
    @MethodSource("everyStrategyThatWrites")
    @DisplayName("DEFECT-42: decides alike in every strategy that writes")
    void decidesAlike(Strategy strategy, String name, Condition<String> condition, String value, boolean written) {
        try (ReadingRoom room = new ReadingRoom()) {
            CachePlan<String> plan = room.plan(condition, strategy);
            assertThat(room.call(plan, 1, value)).isCompletedWithValue(value);
            assertThat(room.commands().contains(CommandKind.SET)).isEqualTo(written);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("storing")
    @DisplayName("decides about failures alike in every strategy that stores")
    void failures(Strategy strategy) {
        try (ReadingRoom room = new ReadingRoom()) {
            CachePlan<String> plan = room.plan(Condition.failures(IllegalStateException.class), strategy);
            room.failing(plan, 1, new IllegalStateException("source"));
            assertThat(ReadingRoom.outcome(room.call(plan, 1))).isEqualTo("IllegalStateException");
            assertThat(room.loads).hasSize(1);
        }
    }

    static List<Strategy> storing() {
        return List.of(simple("10m"), early("10m"), early("10m").adaptive(1), soft("10m"));
    }
}
