package io.github.kashew.strategy;

import static io.github.kashew.strategy.Strategies.circuitBreaker;
import static io.github.kashew.strategy.Strategies.simple;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.kashew.CachePlan;
import io.github.kashew.Strategy;
import io.github.kashew.error.CircuitOpenException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A circuit breaker")
class CircuitBreakerTest {

    private final GuardRoom room = new GuardRoom();
    private int id;

    @AfterEach
    void close() {
        room.close();
    }

    /** s is a success, f an IOException, i an ignored failure, c a cancelled call, h a load that hangs, m a minute. */
    private String run(CachePlan<String> plan, String script) {
        String answer = "";
        for (char action : script.toCharArray()) {
            id++;
            switch (action) {
                case 's' -> answer = room.call(plan, id);
                case 'f' -> answer = room.failing(plan, id, new IOException("down"));
                case 'i' -> answer = room.failing(plan, id, new IllegalStateException("not here"));
                case 'c' -> room.open(plan, id).cancel(true);
                case 'h' -> answer = GuardRoom.outcome(room.open(plan, id));
                case 'm' -> room.clock.advance("1m");
                default -> throw new IllegalArgumentException("no action " + action);
            }
        }
        return answer;
    }

    @ParameterizedTest(name = "{0}, then a call: {1}")
    @DisplayName("after calls")
    @CsvSource({
        "'', loaded",
        "fff, loaded",
        "ffff, CircuitOpenException",
        "sfsf, CircuitOpenException",
        "sssf, loaded",
        "ffss, CircuitOpenException",
        "ssssssfff, loaded",
        "ssssssffff, CircuitOpenException",
        "fffi, loaded",
        "iiii, loaded",
        "fffc, loaded",
        "cccc, loaded",
        "ffffm, loaded",
        "ffffmf, CircuitOpenException",
        "ffffms, loaded",
        "ffffmsss, loaded",
        "ffffmh, CircuitOpenException",
        "ffffmc, loaded",
        "ffffmcccc, loaded",
        "ffffmi, loaded",
        "ffffmhm, CircuitOpenException",
        "ffffmhmm, loaded",
    })
    void answers(String script, String answer) {
        CachePlan<String> plan =
                room.plan(circuitBreaker(50, 8).withMinimumCalls(4).ignoring(IllegalStateException.class));
        run(plan, script);
        room.commands();
        int loads = room.loads();
        assertThat(run(plan, "s")).isEqualTo(answer);
        assertThat(room.loads() - loads).isEqualTo(answer.equals("loaded") ? 1 : 0);
        assertThat(room.commands()).isEmpty();
    }

    @Test
    @DisplayName("of a time forgets what is older")
    void time() {
        CachePlan<String> plan = room.plan(circuitBreaker(50, "2m").withMinimumCalls(4));
        assertThat(run(plan, "fffmmmfs")).isEqualTo("loaded");
        assertThat(run(plan, "fffs")).isEqualTo("CircuitOpenException");
    }

    @Test
    @DisplayName("that is half-open lets exactly its trial calls pass, and closes after enough successes")
    void trials() {
        CachePlan<String> plan = room.plan(circuitBreaker(100, 1).withWait("1m").withTrials(3, 2));
        run(plan, "fm");
        List<CompletableFuture<String>> calls = List.of(room.open(plan, 1), room.open(plan, 2), room.open(plan, 3));
        assertThat(run(plan, "s")).isEqualTo("CircuitOpenException");
        calls.get(0).cancel(true);
        assertThat(run(plan, "s")).isEqualTo("loaded");
        assertThat(run(plan, "s")).isEqualTo("CircuitOpenException");
        calls.get(1).cancel(true);
        assertThat(run(plan, "s")).isEqualTo("loaded");
        assertThat(run(plan, "ss")).isEqualTo("loaded");
    }

    @Test
    @DisplayName("says how long to wait")
    void retryAfter() {
        CachePlan<String> plan = room.plan(circuitBreaker(100, 1).withWait("5m"));
        run(plan, "fm");
        Throwable refused = GuardRoom.failure(plan.get(plan.args(0), CompletableFuture::new));
        assertThat(refused)
                .isInstanceOfSatisfying(
                        CircuitOpenException.class,
                        open -> assertThat(open.retryAfter()).isEqualTo(Duration.ofMinutes(4)));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @DisplayName("counts a load that hits the load timeout as failed, inside and outside the flight")
    void loadTimeout(boolean inside) {
        CircuitBreaker breaker = circuitBreaker(100, 1);
        CachePlan<String> plan = room.cache
                .plan(String.class)
                .key("k:{id}")
                .through(inside ? new Strategy[] {simple("1h"), breaker} : new Strategy[] {breaker, simple("1h")})
                .loadTimeout("30s")
                .build();
        run(plan, "hm");
        assertThat(run(plan, "s")).isEqualTo("CircuitOpenException");
    }

    @Test
    @DisplayName("counts only the failures that it is told to")
    void on() {
        CachePlan<String> plan = room.plan(circuitBreaker(100, 1).on(IOException.class));
        assertThat(run(plan, "is")).isEqualTo("loaded");
        assertThat(run(plan, "fs")).isEqualTo("CircuitOpenException");
    }

    @Test
    @DisplayName("draws itself and is equal by its options")
    void values() {
        assertThat(circuitBreaker(50, "1m"))
                .hasToString("circuitBreaker(50.0%, 1m)")
                .isEqualTo(circuitBreaker(50, Duration.ofMinutes(1)));
        assertThat(circuitBreaker(50, 9))
                .hasToString("circuitBreaker(50.0%, 9 calls)")
                .isNotEqualTo(circuitBreaker(50, 9).withTrials(2, 1));
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1, 0, 100.1, Double.NaN, Double.POSITIVE_INFINITY})
    @DisplayName("C06: refuses a failure rate that is no percentage")
    void refusesRates(double rate) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> circuitBreaker(rate, "1m"))
                .withMessage("failureRate must be above 0 and at most 100 percent, was " + rate);
    }

    @Test
    @DisplayName("C06: refuses half-open 0 and the like, with option, value and range")
    void refusesOptions() {
        CircuitBreaker breaker = circuitBreaker(50, 20);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> breaker.withTrials(0, 1))
                .withMessage("trial calls must be 1 to 1000, was 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> breaker.withTrials(3, 4))
                .withMessage("successes must be 1 to 3, was 4");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> breaker.withMinimumCalls(21))
                .withMessage("minimumCalls must be 1 to 20, was 21");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> circuitBreaker(50, 0))
                .withMessage("window must be 1 to 100000, was 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> breaker.withWait("0s"))
                .withMessageContaining("wait");
        assertThatIllegalArgumentException().isThrownBy(breaker::on).withMessageContaining("at least one type");
    }
}
