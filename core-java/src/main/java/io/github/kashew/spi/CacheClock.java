package io.github.kashew.spi;

import java.time.Instant;
import java.time.InstantSource;

/**
 * The time of a cache: one scale that never jumps, and tasks on it.
 *
 * <p>Implementations are thread-safe.
 */
public interface CacheClock extends InstantSource {

    /** Returns the time in nanoseconds since the epoch. It never goes back; it does not follow leaps of the wall clock. */
    long nanos();

    /**
     * Tells whether {@code deadline} has passed.
     *
     * <p>Cheaper than {@link #nanos()} where reading the time is dear, and as exact: a clock may answer from a time that
     * it read a moment ago only while the deadline is farther away than that time can be old.
     */
    default boolean isPast(long deadline) {
        return nanos() >= deadline;
    }

    /**
     * Runs {@code task} once when {@code delayNanos} have passed, on a thread of the clock. The task must be short.
     *
     * @return cancels the task if it has not begun
     */
    Cancellable schedule(Runnable task, long delayNanos);

    @Override
    default Instant instant() {
        long nanos = nanos();
        return Instant.ofEpochSecond(Math.floorDiv(nanos, 1_000_000_000L), Math.floorMod(nanos, 1_000_000_000L));
    }

    /** Returns the clock of this process. */
    static CacheClock system() {
        return SystemClock.INSTANCE;
    }

    /** Something that can be called off. */
    @FunctionalInterface
    interface Cancellable {
        /** Calls it off; does nothing when it is over. */
        void cancel();
    }

    /** Returns {@code nanos + delay}, or {@link Stored#NEVER} where that overflows. Neither may be negative. */
    static long saturatedSum(long nanos, long delay) {
        long sum = nanos + delay;
        return sum < 0 ? Stored.NEVER : sum;
    }
}
