package io.github.kashew.redis;

import io.github.kashew.spi.CacheClock;
import io.github.kashew.spi.InvalidationSource.Tracking;

/**
 * A time during which a server announces every change on one connection, confirmed for a short while each time.
 *
 * <p>That it holds is decided by whoever asks, by the clock. So it lapses even if nobody notices that the server is gone,
 * and holds again when the server answers on the same connection: what it announced meanwhile was heard by then.
 */
final class TrackingPeriod implements Tracking {

    private static final long OVER = 0;

    private final CacheClock clock;
    private volatile long until;

    /** Begins a period that is confirmed until a moment, in nanoseconds since the epoch. */
    TrackingPeriod(CacheClock clock, long until) {
        this.clock = clock;
        this.until = until;
    }

    /** Confirms until a later moment; called by one thread at a time, and never after {@link #end}. */
    void confirm(long later) {
        until = Math.max(until, later);
    }

    /** Ends for good. */
    void end() {
        until = OVER;
    }

    @Override
    public boolean holds() {
        return !clock.isPast(until);
    }

    @Override
    public boolean isOver() {
        return until == OVER;
    }
}
