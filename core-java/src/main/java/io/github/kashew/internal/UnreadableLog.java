package io.github.kashew.internal;

import io.github.kashew.BadBytes;
import io.github.kashew.error.CodecException;
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

    private final BadBytes policy;
    private final String route;
    private final CacheClock clock;
    private final ConcurrentHashMap<Reason, AtomicLong> nextLogs = new ConcurrentHashMap<>();
    private final LongAdder count = new LongAdder();

    UnreadableLog(BadBytes policy, String route, CacheClock clock) {
        this.policy = policy;
        this.route = route;
        this.clock = clock;
    }

    /** Counts bytes that are a miss, or raises where the route says so. */
    void note(String key, Unreadable bytes) {
        count.increment();
        if (policy == BadBytes.RAISE) {
            throw new CodecException("key " + Printable.text(key) + ": " + bytes.getMessage());
        }
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
