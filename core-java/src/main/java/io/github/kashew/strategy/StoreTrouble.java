package io.github.kashew.strategy;

import java.util.concurrent.atomic.AtomicLong;

/** Says, at most once a second, that a guard cannot ask its store. Thread-safe. */
final class StoreTrouble {

    private static final System.Logger LOG = System.getLogger("io.github.kashew");
    private static final long SECOND = 1_000_000_000;

    private final String guard;
    private final AtomicLong nextLog = new AtomicLong(Long.MIN_VALUE);

    StoreTrouble(String guard) {
        this.guard = guard;
    }

    /** Notes that calls pass unguarded. */
    void passes(long now, Throwable failure) {
        long next = nextLog.get();
        if (now >= next && nextLog.compareAndSet(next, now + SECOND)) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "{0} cannot ask its store and lets calls pass: {1}",
                    guard,
                    failure.toString());
        }
    }
}
