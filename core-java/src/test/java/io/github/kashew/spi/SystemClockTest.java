package io.github.kashew.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The clock of the process")
class SystemClockTest {

    private final CacheClock clock = CacheClock.system();

    @Test
    @DisplayName("never goes back, and agrees with itself on what is past")
    void neverLetsAnythingExpiredThrough() {
        long last = clock.nanos();
        for (int i = 0; i < 200_000; i++) {
            long now = clock.nanos();
            assertThat(now >= last).isTrue();
            assertThat(clock.isPast(now)).isTrue();
            assertThat(clock.isPast(now - SystemClock.SLACK_NANOS - 1)).isTrue();
            assertThat(clock.isPast(now + 60_000_000_000L)).isFalse();
            last = now;
        }
        assertThat(clock.isPast(Stored.NEVER)).isFalse();
        assertThat(clock.isPast(0)).isTrue();
    }

    @Test
    @DisplayName("runs a task, and none that was called off")
    void schedule() throws InterruptedException {
        CountDownLatch timerIsHeld = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        CountDownLatch calledOff = new CountDownLatch(1);
        CountDownLatch last = new CountDownLatch(1);
        clock.schedule(
                () -> {
                    timerIsHeld.countDown();
                    awaitUninterrupted(goOn);
                },
                0);
        assertThat(timerIsHeld.await(30, TimeUnit.SECONDS)).isTrue();
        clock.schedule(calledOff::countDown, 0).cancel();
        clock.schedule(last::countDown, 1);
        goOn.countDown();
        assertThat(last.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(calledOff.getCount()).isEqualTo(1);
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
