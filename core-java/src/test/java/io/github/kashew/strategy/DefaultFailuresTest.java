package io.github.kashew.strategy;

import static io.github.kashew.strategy.GuardRoom.outcome;
import static io.github.kashew.strategy.Strategies.circuitBreaker;
import static io.github.kashew.strategy.Strategies.failover;
import static io.github.kashew.strategy.Strategies.soft;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.kashew.Cache;
import io.github.kashew.CachePlan;
import io.github.kashew.ManualClock;
import io.github.kashew.Strategy;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("the failures that a cache names")
class DefaultFailuresTest {

    private final ManualClock clock = new ManualClock();
    private final Cache cache = Cache.builder()
            .route("", "mem://?check_interval=0")
            .clock(clock)
            .executor(Runnable::run)
            .failures(IOException.class)
            .build();

    @AfterEach
    void close() {
        cache.close();
    }

    private CachePlan<String> plan(Strategy strategy) {
        return cache.plan(String.class).key("k:{id}").through(strategy).build();
    }

    private static String failing(CachePlan<String> plan, int id, Exception failure) {
        return outcome(plan.get(plan.args(id), () -> CompletableFuture.failedFuture(failure)));
    }

    private static void good(CachePlan<String> plan, int id) {
        plan.get(plan.args(id), () -> CompletableFuture.completedFuture("good"));
    }

    @Test
    @DisplayName("are those that failover covers, unless it has a list of its own")
    void failovers() {
        CachePlan<String> plan = plan(failover("1h"));
        good(plan, 1);
        assertThat(failing(plan, 1, new IOException("source"))).isEqualTo("good");
        assertThat(failing(plan, 1, new IllegalStateException("bug"))).isEqualTo("IllegalStateException");

        CachePlan<String> own = plan(failover("1h").on(IllegalStateException.class));
        assertThat(failing(own, 1, new IllegalStateException("bug"))).isEqualTo("good");
        assertThat(failing(own, 1, new IOException("source"))).isEqualTo("IOException");
    }

    @Test
    @DisplayName("are those that soft covers, unless it has a list of its own")
    void softs() {
        CachePlan<String> plan = plan(soft("1h", "1m"));
        good(plan, 1);
        clock.advance("2m");
        assertThat(failing(plan, 1, new IllegalStateException("bug"))).isEqualTo("IllegalStateException");
        assertThat(failing(plan, 1, new IOException("source"))).isEqualTo("good");

        CachePlan<String> own = plan(soft("1h", "1m").on(IllegalStateException.class));
        good(own, 2);
        clock.advance("2m");
        assertThat(failing(own, 2, new IllegalStateException("bug"))).isEqualTo("good");
    }

    @Test
    @DisplayName("are those that circuitBreaker counts, unless it has a list of its own")
    void breakers() {
        CachePlan<String> plan = plan(circuitBreaker(50, "1m").withMinimumCalls(1));
        assertThat(failing(plan, 1, new IllegalStateException("bug"))).isEqualTo("IllegalStateException");
        assertThat(failing(plan, 1, new IOException("source"))).isEqualTo("IOException");
        assertThat(failing(plan, 1, new IOException("source"))).isEqualTo("CircuitOpenException");

        CachePlan<String> own =
                plan(circuitBreaker(50, "1m").withMinimumCalls(1).on(IllegalStateException.class));
        assertThat(failing(own, 1, new IOException("source"))).isEqualTo("IOException");
        assertThat(failing(own, 1, new IllegalStateException("bug"))).isEqualTo("IllegalStateException");
        assertThat(failing(own, 1, new IOException("source"))).isEqualTo("CircuitOpenException");
    }

    @Test
    @DisplayName("are refused if none is named")
    void none() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Cache.builder().failures())
                .withMessageContainingAll("failures", "IOException.class");
    }
}
