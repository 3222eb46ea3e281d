package io.github.kashew.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The window of a circuit breaker")
class CallWindowTest {

    private static final long PART = 1_000;
    private static final int STEPS = 20_000;

    /** A call, and the part of the window in which it ended. */
    private record Ended(long part, boolean failed) {}

    @Test
    @DisplayName("holds the calls of the last sixteen of its parts, however long nothing is called")
    void recent() {
        Random random = new Random(8);
        CallWindow window = new CallWindow.Recent(16 * PART);
        Deque<Ended> expected = new ArrayDeque<>();
        long now = 1_900_000_000_000_000_000L;
        for (int step = 0; step < STEPS; step++) {
            now += random.nextInt(20) == 0 ? random.nextLong(40 * PART) : random.nextLong(PART);
            boolean failed = random.nextInt(3) == 0;
            window.add(failed, now);
            expected.add(new Ended(now / PART, failed));
            long oldest = now / PART - 15;
            while (expected.getFirst().part() < oldest) {
                expected.removeFirst();
            }
            assertThat(window.calls(now)).isEqualTo(expected.size());
            assertThat(window.failures())
                    .isEqualTo(expected.stream().filter(Ended::failed).count());
        }
    }
}
