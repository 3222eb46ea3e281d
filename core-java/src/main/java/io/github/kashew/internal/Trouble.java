package io.github.kashew.internal;

import io.github.kashew.spi.CacheClock;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** Counts trouble of a store that is kept from the application, and logs it at most once a second. Thread-safe. */
final class Trouble {

    private static final System.Logger LOG = System.getLogger("io.github.kashew");
    private static final long SECOND = 1_000_000_000;

    private final String where;
    private final String what;
    private final CacheClock clock;
    private final LongAdder total;
    private final AtomicLong nextLog = new AtomicLong(Long.MIN_VALUE);

    /**
     * Makes the memory of one kind of trouble.
     *
     * @param where what has it, for example {@code route 'user:'}
     * @param what what fails, for example {@code read}
     * @param total the count, which several kinds may share
     */
    Trouble(String where, String what, CacheClock clock, LongAdder total) {
        this.where = where;
        this.what = what;
        this.clock = clock;
        this.total = total;
    }

    void note(Throwable failure) {
        total.increment();
        long now = clock.nanos();
        long next = nextLog.get();
        if (now >= next && nextLog.compareAndSet(next, now + SECOND)) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "{0}: a {1} failed and was suppressed, {2} so far: {3}",
                    where,
                    what,
                    total.sum(),
                    failure.toString());
        }
    }
}
