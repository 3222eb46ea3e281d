package io.github.kashew.strategy;

import static io.github.kashew.strategy.Strategies.rateLimit;
import static io.github.kashew.strategy.Strategies.simple;
import static io.github.kashew.strategy.Strategies.slidingRateLimit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.kashew.Cache;
import io.github.kashew.CacheContext;
import io.github.kashew.CachePlan;
import io.github.kashew.CommandKind;
import io.github.kashew.Ttl;
import io.github.kashew.error.RateLimitedException;
import io.github.kashew.key.KeyFormats;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A rate limit")
class RateLimitTest {

    private final GuardRoom room = new GuardRoom();

    @AfterEach
    void close() {
        room.close();
    }

    @Test
    @DisplayName("counts the arguments of the key apart, and its own keys are no user's keys")
    void apart() {
        CachePlan<String> plan = room.alone(rateLimit(1, "10m"), slidingRateLimit(5, "1m"));
        assertThat(room.call(plan, 1)).isEqualTo("loaded");
        assertThat(room.call(plan, 2)).isEqualTo("loaded");
        assertThat(room.call(plan, 1)).isEqualTo("RateLimitedException");
        room.cache.deleteMatch("*");
        assertThat(room.call(plan, 1)).isEqualTo("RateLimitedException");
    }

    @Test
    @DisplayName("of a window ends the window after its first call, and the ban after the first refused one")
    void window() {
        CachePlan<String> plan = room.alone(rateLimit(1, "10m").withBan("1h"));
        room.call(plan, 1);
        room.clock.advance("9m");
        assertThat(retryAfter(plan)).isEqualTo(Duration.ofHours(1));
        room.clock.advance("10m");
        assertThat(retryAfter(plan)).isEqualTo(Duration.ofMinutes(50));
        room.clock.advance("50m");
        assertThat(room.call(plan, 1)).isEqualTo("loaded");
        room.clock.advance("10m");
        assertThat(room.call(plan, 1)).isEqualTo("loaded");
    }

    @Test
    @DisplayName("that slides lets a call pass as soon as one is older than the period")
    void sliding() {
        CachePlan<String> plan = room.alone(slidingRateLimit(2, "10m"));
        room.call(plan, 1);
        room.clock.advance("6m");
        room.call(plan, 1);
        assertThat(retryAfter(plan)).isEqualTo(Duration.ofMinutes(10));
        room.clock.advance("4m");
        assertThat(room.call(plan, 1)).isEqualTo("loaded");
        assertThat(room.call(plan, 1)).isEqualTo("RateLimitedException");
    }

    private Duration retryAfter(CachePlan<String> plan) {
        Throwable refused = GuardRoom.failure(plan.get(plan.args(1), CompletableFuture::new));
        return ((RateLimitedException) refused).retryAfter();
    }

    @Test
    @DisplayName("counts together what its own template gives the same text")
    void per() {
        CachePlan<String> all = room.alone(rateLimit(1, "10m").per("all"));
        assertThat(room.call(all, 1)).isEqualTo("loaded");
        assertThat(room.call(all, 2)).isEqualTo("RateLimitedException");

        CachePlan<String> tenants = room.alone(slidingRateLimit(1, "10m").per("tenant:{@tenant}"));
        try (CacheContext.Scope a = CacheContext.empty().with("tenant", "a").open()) {
            assertThat(room.call(tenants, 1)).isEqualTo("loaded");
            assertThat(room.call(tenants, 2)).isEqualTo("RateLimitedException");
        }
        try (CacheContext.Scope b = CacheContext.empty().with("tenant", "b").open()) {
            assertThat(room.call(tenants, 1)).isEqualTo("loaded");
        }
    }

    @Test
    @DisplayName("renders its own template by the formats of the cache, as keys are")
    void perWithFormats() {
        try (Cache cache = Cache.builder()
                .route("", "mem://")
                .keyFormats(
                        KeyFormats.builder().function("half", value -> "half").build())
                .build()) {
            CachePlan<String> plan = cache.plan(String.class)
                    .key("k:{id}")
                    .through(rateLimit(1, "10m").per("{id:half}"))
                    .build();
            assertThat(room.call(plan, 1)).isEqualTo("loaded");
            assertThat(room.call(plan, 2)).isEqualTo("RateLimitedException");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @DisplayName("DEFECT-47: waits for an action that is asynchronous")
    void action(boolean slides) {
        CompletableFuture<String> answer = new CompletableFuture<>();
        Refusal later = (args, refused) -> answer.thenApply(text -> text + args.get(0));
        CachePlan<String> plan = room.alone(
                slides
                        ? slidingRateLimit(0, "1m").orElse(later)
                        : rateLimit(0, "1m").orElse(later));
        CompletableFuture<String> call = room.open(plan, 7);
        assertThat(call).isNotDone();
        answer.complete("refused ");
        assertThat(call).isCompletedWithValue("refused 7");
        assertThat(room.loads()).isZero();
    }

    @Test
    @DisplayName("cancels the action when the caller leaves")
    void cancelledAction() {
        CompletableFuture<String> answer = new CompletableFuture<>();
        CachePlan<String> plan = room.alone(rateLimit(0, "1m").orElse((args, refused) -> answer));
        room.open(plan, 1).cancel(true);
        assertThat(answer).isCancelled();
    }

    @Test
    @DisplayName("fails a call whose action answers something of another type, or no stage")
    void wrongAction() {
        Refusal number = (args, refused) -> CompletableFuture.completedFuture(1);
        assertThat(room.call(room.alone(rateLimit(0, "1m").orElse(number)), 1)).isEqualTo("ClassCastException");
        Refusal nothing = (args, refused) -> null;
        assertThat(room.call(room.alone(rateLimit(0, "1m").orElse(nothing)), 1)).isEqualTo("NullPointerException");
    }

    @Test
    @DisplayName("inside simple is not asked on a hit")
    void insideSimple() {
        CachePlan<String> plan = room.plan(simple("1h"), rateLimit(1, "10m"));
        assertThat(room.call(plan, 1)).isEqualTo("loaded");
        room.commands();
        assertThat(room.call(plan, 1)).isEqualTo("loaded");
        assertThat(room.commands()).containsExactly(CommandKind.GET);
    }

    @Test
    @DisplayName("draws itself and is equal by its options")
    void values() {
        assertThat(rateLimit(100, "10m"))
                .hasToString("rateLimit(100, 10m)")
                .isEqualTo(rateLimit(100, Duration.ofMinutes(10)));
        assertThat(rateLimit(100, "10m").withBan("1h")).isNotEqualTo(rateLimit(100, "10m"));
        assertThat(slidingRateLimit(5, "1s"))
                .hasToString("slidingRateLimit(5, 1s)")
                .isEqualTo(slidingRateLimit(5, Ttl.of("1s")));
        assertThat(slidingRateLimit(5, "1s").failClosed()).isNotEqualTo(slidingRateLimit(5, "1s"));
    }

    @Test
    @DisplayName("C05: refuses limits and periods that make no sense, with option, value and range")
    void refusesOptions() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> rateLimit(-1, "1m"))
                .withMessage("limit must be 0 (refuse all) or more, was -1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> rateLimit(1, "0s"))
                .withMessageContaining("period");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> rateLimit(1, Duration.ZERO))
                .withMessageContaining("period must be at least 1ms");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> rateLimit(1, Ttl.forever()))
                .withMessageContaining("period must have an end");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> rateLimit(1, "1m").withBan(Duration.ZERO))
                .withMessageContaining("ban");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> slidingRateLimit(1_000_000_000, "1m"))
                .withMessageContaining("0 (refuse all) to 1000000, was 1000000000")
                .withMessageContaining("rateLimit keeps one number");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> slidingRateLimit(-1, "1m"))
                .withMessageContaining("limit");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> slidingRateLimit(1, Ttl.forever()))
                .withMessageContaining("period");
    }
}
