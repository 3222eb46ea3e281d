package io.github.kashew.strategy;

import io.github.kashew.Entry;
import io.github.kashew.Ttl;
import org.jspecify.annotations.Nullable;

/**
 * How long the source is left alone after a refresh that failed.
 *
 * @param length how long, or null for a thirtieth of the life of the entry, a minute where that has no end
 */
record BackOff(@Nullable Ttl length) {

    static final BackOff BY_LIFE = new BackOff(null);

    private static final long MINUTE = 60_000_000_000L;
    private static final long MILLI = 1_000_000;

    static BackOff of(Ttl length) {
        if (length.isForever()) {
            throw new IllegalArgumentException("backOff must have an end, was forever; write for example 30s");
        }
        return new BackOff(length);
    }

    /** Returns when the next attempt for {@code entry} may be made if one has failed at {@code now}. */
    long until(Entry<?> entry, long now) {
        if (length != null) {
            return length.deadlineAfter(now);
        }
        boolean endless = entry.expiresAt() == Entry.NEVER;
        return now + (endless ? MINUTE : Math.max((entry.expiresAt() - entry.writtenAt()) / 30, MILLI));
    }
}
