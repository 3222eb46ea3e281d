package io.github.kashew.internal;

import io.github.kashew.error.Printable;
import io.github.kashew.internal.Unreadable.Reason;
import io.github.kashew.spi.CacheClock;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** Counts stored bytes that could not be read, and logs each reason at most once a second. */
final class UnreadableLog {

    private static final System.Logger LOG = System.getLogger("io.github.kashew");
    private static final long SECOND = 1_000_000_000;

    private final String route;
    private final CacheClock clock;
    private final ConcurrentHashMap<Reason, AtomicLong> nextLogs = new ConcurrentHashMap<>();
    private final LongAdder count = new LongAdder();

    UnreadableLog(String route, CacheClock clock) {
        this.route = route;
        this.clock = clock;
    }

    void note(String key, Unreadable bytes) {
        count.increment();
        AtomicLong nextLog = nextLogs.computeIfAbsent(bytes.reason(), reason -> new AtomicLong(Long.MIN_VALUE));
        long now = clock.nanos();
        long next = nextLog.get();
        if (now >= next && nextLog.compareAndSet(next, now + SECOND)) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "route ''{0}'': stored bytes are a miss, {1} so far: {2}",
                    route,
                    count.sum(),
                    bytes.getMessage());
            LOG.log(System.Logger.Level.DEBUG, "the bytes are those of key {0}", Printable.text(key));
        }
    }
}
