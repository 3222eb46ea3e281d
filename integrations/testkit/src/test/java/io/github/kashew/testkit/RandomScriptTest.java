package io.github.kashew.testkit;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kashew.Cache;
import io.github.kashew.ManualClock;
import io.github.kashew.spi.Backend;
import io.github.kashew.spi.Stored;
import io.github.kashew.spi.WriteCondition;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class RandomScriptTest {

    private static final int STEPS = 20_000;

    private static void run(UnaryOperator<Backend<?>> wrapper) {
        ManualClock clock = new ManualClock();
        try (Cache cache = Cache.builder()
                .clock(clock)
                .executor(Runnable::run)
                .route("", "mem://", route -> route.wrap(wrapper))
                .build()) {
            new RandomScript(cache, clock::advance, clock::nanos, Duration.ZERO, 42).run(STEPS);
        }
    }

    @Test
    void aBackendThatKeepsTheContractAgreesWithTheModel() {
        assertThatCode(() -> run(UnaryOperator.identity())).doesNotThrowAnyException();
    }

    @Test
    void aBackendThatKeepsOldDeadlinesIsFoundAndTheSeedIsTold() {
        assertThatThrownBy(() -> run(KeepsOldDeadlines::of))
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("seed 42: step ")
                .hasMessageContaining("the last steps");
    }

    /** Overwriting without a ttl keeps the old one, as some stores do. */
    private static final class KeepsOldDeadlines extends ForwardingBackend<Object> {

        private final Backend<Object> target;

        KeepsOldDeadlines(Backend<Object> target) {
            super(target);
            this.target = target;
        }

        @SuppressWarnings("unchecked") // the memory backend keeps objects
        static Backend<?> of(Backend<?> memory) {
            return new KeepsOldDeadlines((Backend<Object>) memory);
        }

        @Override
        public CompletionStage<Boolean> write(String key, Stored<Object> stored, WriteCondition condition) {
            return target.deadline(key)
                    .thenCompose(old -> super.write(
                            key,
                            stored.expiresAt() == Stored.NEVER && old != MISSING ? stored.expiringAt(old) : stored,
                            condition));
        }
    }
}
