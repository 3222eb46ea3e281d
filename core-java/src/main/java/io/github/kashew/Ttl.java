package io.github.kashew;

import io.github.kashew.spi.CacheClock;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * How long something lives, in whole milliseconds from 1 ms to about 292 years, or for ever. Immutable and thread-safe.
 *
 * <p>As text it is a number for each unit, from the largest to the smallest, without spaces: {@code "1h30m"},
 * {@code "90s"}, {@code "250ms"}. The units are d, h, m, s and ms, in either case; a number without a unit is seconds;
 * {@code "forever"} has no end.
 */
public final class Ttl {
    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final long NANOS_PER_MICRO = 1_000;
    private static final long FOREVER_NANOS = Long.MAX_VALUE;
    private static final Ttl FOREVER = new Ttl(FOREVER_NANOS, 0);
    private static final String OPTION = "ttl";

    private final long nanos;
    private final double jitter;

    private Ttl(long nanos, double jitter) {
        this.nanos = nanos;
        this.jitter = jitter;
    }

    /**
     * Reads a text such as {@code "1h30m"}.
     *
     * @throws IllegalArgumentException if the text is not a duration, or is shorter than 1 ms or longer than
     *     {@code "106751d"}
     */
    public static Ttl of(String text) {
        return of(text, OPTION);
    }

    /**
     * As {@link #of(String)}, for an option of another name.
     *
     * @param option the name for messages, such as {@code refreshAfter}
     */
    public static Ttl of(String text, String option) {
        Ttl known = TtlText.known(text);
        return known != null ? known : TtlText.parse(text, option);
    }

    /**
     * Takes over a duration, without what exceeds whole milliseconds.
     *
     * <p>What is too long for a 64-bit number of nanoseconds, such as {@code Duration.ofSeconds(Long.MAX_VALUE)}, lasts
     * for ever.
     *
     * @throws IllegalArgumentException if the duration is shorter than 1 ms
     */
    public static Ttl of(Duration duration) {
        return of(duration, OPTION);
    }

    /**
     * As {@link #of(Duration)}, for an option of another name.
     *
     * @param option the name for messages, such as {@code refreshAfter}
     */
    public static Ttl of(Duration duration, String option) {
        Objects.requireNonNull(duration, option);
        if (duration.compareTo(Duration.ofMillis(1)) < 0) {
            throw new IllegalArgumentException(
                    option + " must be at least 1ms, was " + duration + "; for no end use Ttl.forever()");
        }
        return duration.compareTo(Duration.ofNanos(Long.MAX_VALUE)) >= 0 ? FOREVER : ofMillis(duration.toMillis());
    }

    /** Returns the ttl of what never expires. */
    public static Ttl forever() {
        return FOREVER;
    }

    static Ttl ofMillis(long millis) {
        return new Ttl(millis * NANOS_PER_MILLI, 0);
    }

    /**
     * Returns this ttl, shortened at random for each use, so that entries written together do not expire together.
     *
     * @param fraction the greatest part that is taken away, from 0 to below 1: 0.1 spreads evenly from 90 to 100 percent
     * @throws IllegalArgumentException if {@code fraction} is out of range or not a number
     */
    public Ttl withJitter(double fraction) {
        if (!(fraction >= 0 && fraction < 1)) {
            throw new IllegalArgumentException("jitter must be from 0 to below 1, was " + fraction);
        }
        return new Ttl(nanos, fraction + 0.0);
    }

    /** Returns the length in nanoseconds before jitter, {@link Long#MAX_VALUE} if it lasts for ever. */
    public long nanos() {
        return nanos;
    }

    /** Returns the length for one use in nanoseconds, with jitter; at least 1 ms. */
    public long nanos(RandomGenerator random) {
        if (jitter == 0 || nanos == FOREVER_NANOS) {
            return nanos;
        }
        long taken = (long) (nanos * jitter * random.nextDouble());
        return Math.max(NANOS_PER_MILLI, nanos - taken);
    }

    /** Returns the deadline of something that is written at {@code now}, in nanoseconds since the epoch, with jitter. */
    public long deadlineAfter(long now) {
        return isForever() ? Entry.NEVER : CacheClock.saturatedSum(now, nanos(ThreadLocalRandom.current()));
    }

    /** Returns the greatest part that jitter takes away, from 0 to below 1. */
    public double jitter() {
        return jitter;
    }

    /** Tells whether there is no end. */
    public boolean isForever() {
        return nanos == FOREVER_NANOS;
    }

    /** Returns the length before jitter; {@code Duration.ofNanos(Long.MAX_VALUE)} if it lasts for ever. */
    public Duration toDuration() {
        return Duration.ofNanos(nanos);
    }

    /** Returns a time that has passed as text, also one shorter than a ttl: {@code 1h30m}, {@code 12us}, {@code 0ms}. */
    public static String textOf(Duration time) {
        if (time.isZero() || time.isNegative()) {
            return "0ms";
        }
        return time.toMillis() == 0 ? time.toNanos() / NANOS_PER_MICRO + "us" : TtlText.write(time.toMillis());
    }

    /** Tells whether {@code other} has the same length and jitter. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Ttl that && nanos == that.nanos && Double.compare(jitter, that.jitter) == 0;
    }

    @Override
    public int hashCode() {
        return 31 * Long.hashCode(nanos) + Double.hashCode(jitter);
    }

    /** Returns the text that {@link #of(String)} reads, such as {@code 1h30m}, with the jitter behind it: {@code 1h~10%}. */
    @Override
    public String toString() {
        String text = isForever() ? TtlText.FOREVER : TtlText.write(nanos / NANOS_PER_MILLI);
        return jitter == 0 ? text : text + "~" + Math.round(jitter * 100) + "%";
    }
}
