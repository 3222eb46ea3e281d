package io.github.kashew.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kashew.ManualClock;
import io.github.kashew.spi.CacheClock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LeftoversTest {

    private final ManualClock manual = new ManualClock();
    private final Leftovers leftovers = new Leftovers();
    private final CacheClock clock = leftovers.watch(manual);

    @BeforeEach
    void begin() {
        leftovers.beforeEach(null);
    }

    private void end() {
        leftovers.afterEach(null);
    }

    @Test
    void nothingLeftOverPasses() {
        assertThatCode(this::end).doesNotThrowAnyException();
    }

    @Test
    void aTimerThatWaitsIsFound() {
        CacheClock.Cancellable timer = clock.schedule(() -> {}, 1);
        assertThat(leftovers.timers()).isEqualTo(1);
        assertThatThrownBy(this::end).hasMessageContaining("timers");
        timer.cancel();
        assertThatCode(this::end).doesNotThrowAnyException();
    }

    @Test
    void aTimerThatRanIsNotLeftOver() {
        clock.schedule(() -> {}, 1);
        manual.advance(Duration.ofSeconds(1));
        assertThatCode(this::end).doesNotThrowAnyException();
    }

    @Test
    void aWarningIsFoundUnlessItIsTaken() {
        System.getLogger("io.github.kashew").log(System.Logger.Level.INFO, "heard by nobody");
        Logger.getLogger("io.github.kashew.memory").log(Level.WARNING, "store {0} is down", "a");
        assertThat(leftovers.takeWarnings()).containsExactly("store a is down");
        Logger.getLogger("io.github.kashew").warning("again");
        assertThatThrownBy(this::end).hasMessageContaining("again");
    }

    @Test
    void aThreadThatKeepsTheProcessAliveIsFound() throws InterruptedException {
        CountDownLatch over = new CountDownLatch(1);
        Thread thread = new Thread(() -> await(over), "kashew-left-over");
        thread.setDaemon(false);
        thread.start();
        try {
            assertThatThrownBy(this::end).hasMessageContaining("kashew-left-over");
        } finally {
            over.countDown();
            thread.join();
        }
        assertThatCode(this::end).doesNotThrowAnyException();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
