package io.github.kashew.strategy;

import static io.github.kashew.strategy.Strategies.bulkhead;
import static io.github.kashew.strategy.Strategies.circuitBreaker;
import static io.github.kashew.strategy.Strategies.dynamic;
import static io.github.kashew.strategy.Strategies.early;
import static io.github.kashew.strategy.Strategies.failover;
import static io.github.kashew.strategy.Strategies.hit;
import static io.github.kashew.strategy.Strategies.invalidate;
import static io.github.kashew.strategy.Strategies.locked;
import static io.github.kashew.strategy.Strategies.rateLimit;
import static io.github.kashew.strategy.Strategies.shadow;
import static io.github.kashew.strategy.Strategies.simple;
import static io.github.kashew.strategy.Strategies.slidingRateLimit;
import static io.github.kashew.strategy.Strategies.soft;
import static io.github.kashew.strategy.Strategies.timeout;
import static io.github.kashew.strategy.Strategies.verify;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.kashew.PlanSpec;
import io.github.kashew.Step;
import io.github.kashew.Strategy;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("A composition")
class CompositionTest {

    private final ReadingRoom room = new ReadingRoom();

    @AfterEach
    void close() {
        room.close();
    }

    static List<Arguments> nonsense() {
        return List.of(
                row("both store: keep one", simple("1h"), early("1h")),
                row("both store: keep one", soft("1h"), hit("1h", 3)),
                row("both store: keep one", dynamic(), dynamic()),
                row("put it outside, through(locked(30s), simple(1h))", simple("1h"), locked("30s")),
                row("would wait for each other", locked("30s"), locked("10s"), simple("1h")),
                row(
                        "would wait for each other",
                        locked("30s").per("all"),
                        locked("30s").per("all")),
                row("leave withLease() out", locked("30s"), simple("1h").withLease()),
                row("put it inside, through(simple(1h), bulkhead(4))", bulkhead(4), simple("1h")),
                row("two places for a load", simple("1h"), bulkhead(4), bulkhead(8)),
                row("share one copy", failover("1h"), failover("2h")),
                row("through(failover(1h), early(10m))", early("10m"), failover("1h")),
                row("through(failover(1h), soft(10m))", soft("10m"), rateLimit(1, "1m"), failover("1h")),
                row(
                        "count each call twice",
                        rateLimit(5, "1m"),
                        simple("1h"),
                        rateLimit(5, "1m").withBan("1h")),
                row("count each call twice", slidingRateLimit(5, "1m"), slidingRateLimit(5, "60s")),
                row("judge each call twice", circuitBreaker(50, 10), circuitBreaker(50, 10)),
                row("no older value", timeout("5s").withSoft("1s"), bulkhead(1)),
                row("store an older value anew", failover("1h"), timeout("5s").withSoft("1s"), simple("1h")),
                row("limited twice", timeout("5s"), timeout("6s"), simple("1h")),
                row("inside it stores", verify(5), rateLimit(1, "1m")),
                row("inside it stores", simple("1h"), shadow()),
                row("leave one out", verify(5), shadow(), simple("1h")),
                row("leave one of them out", simple("1h"), invalidate("k:{id}")),
                row("leave one of them out", invalidate("other", "k:{id}"), hit("1h", 3)));
    }

    static List<Arguments> sense() {
        return List.of(
                row("two leases", locked("30s").per("all"), locked("10s"), simple("1h")),
                row("a minute and an hour", rateLimit(5, "1m"), rateLimit(100, "1h")),
                row(
                        "all and each",
                        slidingRateLimit(5, "1m"),
                        slidingRateLimit(5, "1m").per("all")),
                row("window and sliding window", rateLimit(5, "1m"), slidingRateLimit(5, "1m")),
                row("fast and slow", circuitBreaker(50, 10), circuitBreaker(20, "10m"), simple("1h")),
                row("a copy that is stored", simple("1h"), failover("1d")),
                row("what a user's strategy makes use of", new Using(failover("1h")), early("10m")),
                row("another key", simple("1h"), invalidate("other:{id}")),
                row("its own key, which it does not store", failover("1h"), invalidate("k:{id}")),
                row(
                        "all",
                        timeout("5s").withSoft("1s"),
                        failover("1d"),
                        rateLimit(5, "1m"),
                        verify(1),
                        locked("30s"),
                        soft("1h"),
                        circuitBreaker(50, 10),
                        bulkhead(8),
                        invalidate("others")));
    }

    /** A user's strategy, which makes use of one of ours. */
    private record Using(Strategy used) implements Strategy {
        @Override
        public <V extends @Nullable Object> Step<V> around(Step<V> inner, PlanSpec<V> plan) {
            return used.around(inner, plan);
        }
    }

    private static Arguments row(String text, Strategy... strategies) {
        return Arguments.of(text, strategies);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("nonsense")
    @DisplayName("that makes no sense is refused when the plan is built, with what to write instead")
    void refused(String message, Strategy[] strategies) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> room.plan(strategies))
                .withMessageContaining(message);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("sense")
    @DisplayName("that makes sense is built and answers")
    void built(String name, Strategy[] strategies) {
        assertThat(room.call(room.plan(strategies), 1, "value")).isCompletedWithValue("value");
    }
}
