package io.github.kashew.strategy;

import static io.github.kashew.strategy.Strategies.circuitBreaker;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kashew.strategy.Circuit.Result;
import io.github.kashew.strategy.Circuit.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The states of a circuit breaker")
class CircuitModelTest {

    private static final long WAIT = 60_000_000_000L;
    private static final int SEQUENCES = 100_000;
    private static final int STEPS = 20;

    @Test
    @DisplayName(
            "G-M8 F52: 10^5 random sequences: half-open never longer than the wait, trial calls never above the limit")
    void randomSequences() {
        Random random = new Random(8);
        boolean[] seen = new boolean[State.values().length];
        for (int sequence = 0; sequence < SEQUENCES; sequence++) {
            run(new Model(1 + random.nextInt(4), random), random, seen);
        }
        assertThat(seen).containsOnly(true);
    }

    private static void run(Model model, Random random, boolean[] seen) {
        for (int step = 0; step < STEPS; step++) {
            model.step(random);
            seen[model.circuit.state(model.now).ordinal()] = true;
        }
    }

    /** What is observed of a circuit from outside. */
    private static final class Model {
        final int trials;
        final Circuit circuit;
        long now = 1_900_000_000_000_000_000L;
        private final List<Long> running = new ArrayList<>();
        private State state = State.CLOSED;
        private long since = now;
        private long known;
        private int used;

        Model(int trials, Random random) {
            this.trials = trials;
            this.circuit = new Circuit((random.nextBoolean() ? circuitBreaker(50, 4) : circuitBreaker(50, "2m"))
                    .withMinimumCalls(2)
                    .withTrials(trials, 1 + random.nextInt(trials))
                    .settings());
        }

        void step(Random random) {
            int action = random.nextInt(10);
            if (action < 2) {
                now += random.nextLong(WAIT);
            } else if (action < 6 || running.isEmpty()) {
                enter();
            } else {
                leave(running.remove(random.nextInt(running.size())), Result.values()[random.nextInt(3)]);
            }
            observe();
        }

        private void enter() {
            observe();
            long phase = circuit.enter(now);
            assertThat(phase == 0)
                    .as("refused when %s with %d trials", state, used)
                    .isEqualTo(refuses());
            if (phase != 0) {
                running.add(phase); // one that is never taken out hangs
                used += state == State.HALF_OPEN ? 1 : 0;
            }
            assertThat(used).isLessThanOrEqualTo(trials);
        }

        private boolean refuses() {
            return state == State.OPEN || (state == State.HALF_OPEN && used == trials);
        }

        private void leave(long phase, Result result) {
            observe();
            boolean ofThisPhase = phase == known;
            circuit.leave(phase, result, now);
            if (ofThisPhase && state == State.HALF_OPEN && result == Result.NEITHER) {
                used--;
            }
        }

        private void observe() {
            State next = circuit.state(now);
            long phase = circuit.phase();
            if (phase != known) {
                known = phase;
                used = 0;
                since = now;
            }
            state = next;
            if (state == State.HALF_OPEN) {
                assertThat(now - since).isLessThan(WAIT);
            }
        }
    }
}
