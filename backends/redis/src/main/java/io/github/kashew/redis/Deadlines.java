package io.github.kashew.redis;

import io.github.kashew.spi.Stored;
import io.lettuce.core.SetArgs;
import java.nio.charset.StandardCharsets;

/** Deadlines and times to live in the milliseconds of the server. */
final class Deadlines {

    private static final long NANOS = 1_000_000;
    private static final byte[] NONE = {};

    private Deadlines() {}

    /**
     * Returns the last millisecond before a deadline, which is how the server is told: a key lives through the
     * millisecond of its time. So it never outlives its deadline. The server takes none before 1.
     */
    static long millis(long deadline) {
        return Math.max(1, deadline / NANOS - 1);
    }

    /** Returns a deadline as an argument of a script: milliseconds, or nothing if there is none. */
    static byte[] argument(long deadline) {
        return deadline == Stored.NEVER ? NONE : number(millis(deadline));
    }

    /** Adds a deadline to a SET. */
    static SetArgs in(SetArgs set, long deadline) {
        return deadline == Stored.NEVER ? set : set.pxAt(millis(deadline));
    }

    /** Returns a time to live in milliseconds, rounded up, as an argument. */
    static byte[] ttl(long nanos) {
        return number(Math.max(1, nanos / NANOS + (nanos % NANOS == 0 ? 0 : 1)));
    }

    /** Returns a deadline of which the server told the last millisecond before. */
    static long afterMillis(long millis) {
        return nanos(millis + 1);
    }

    /** Returns a deadline that the server told in milliseconds. */
    static long nanos(long millis) {
        return millis >= Stored.NEVER / NANOS ? Stored.NEVER : millis * NANOS;
    }

    static byte[] number(long number) {
        return Long.toString(number).getBytes(StandardCharsets.US_ASCII);
    }
}
