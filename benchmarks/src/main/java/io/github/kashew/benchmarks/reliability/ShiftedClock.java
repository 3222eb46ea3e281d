package io.github.kashew.benchmarks.reliability;

import io.github.kashew.spi.CacheClock;
import java.time.Duration;

/** The clock of a machine whose time is wrong. */
record ShiftedClock(Duration by) implements CacheClock {

    @Override
    public long nanos() {
        return CacheClock.system().nanos() + by.toNanos();
    }

    @Override
    public Cancellable schedule(Runnable task, long delayNanos) {
        return CacheClock.system().schedule(task, delayNanos);
    }
}
