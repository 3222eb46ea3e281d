package io.github.kashew.strategy;

import java.util.concurrent.atomic.AtomicLong;

/** Lets something be said at most once a second. Thread-safe. */
final class OncePerSecond {

    private static final long SECOND = 1_000_000_000;

    private final AtomicLong next = new AtomicLong(Long.MIN_VALUE);

    /** Tells whether it may be said at {@code now}; if so, not again within a second. */
    boolean isDue(long now) {
        long due = next.get();
        return now >= due && next.compareAndSet(due, now + SECOND);
    }
}
