package io.github.kashew.samples.console;

import java.time.Duration;
import java.util.Locale;

/** Numbers and durations in the few digits that a person takes in. The same on every machine, whatever its locale. */
public final class Figures {
    private static final long MICRO = 1_000;
    private static final long MILLI = 1_000_000;
    private static final long SECOND = 1_000_000_000;
    private static final long MINUTE = 60 * SECOND;

    private Figures() {}

    /** Returns {@code number} with thousands separators, such as {@code 27,341}. */
    public static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** Returns a {@code duration} of zero or more, such as {@code 85 µs}, {@code 1.2 s} or {@code 3 min 05 s}. */
    public static String duration(Duration duration) {
        long nanos = duration.toNanos();
        if (nanos == 0) {
            return "0 s";
        }
        if (nanos < MICRO) {
            return nanos + " ns";
        }
        if (nanos < MILLI) {
            return digits(nanos, MICRO) + " µs";
        }
        if (nanos < SECOND) {
            return digits(nanos, MILLI) + " ms";
        }
        if (nanos < MINUTE) {
            return digits(nanos, SECOND) + " s";
        }
        return String.format(Locale.ROOT, "%,d min %02d s", nanos / MINUTE, nanos % MINUTE / SECOND);
    }

    /**
     * Returns {@code part} as a percentage of {@code whole}, rounded down to a tenth so that only all of it is
     * {@code 100.0 %}. Nothing of nothing is {@code 0.0 %}.
     */
    public static String percent(Duration part, Duration whole) {
        long tenths = whole.isZero() ? 0 : (long) (1000.0 * part.toNanos() / whole.toNanos());
        return tenths / 10 + "." + tenths % 10 + " %";
    }

    /** One decimal below ten, none from there on; rounded down, so that 999.9 never becomes 1000. */
    private static String digits(long nanos, long unit) {
        long tenths = nanos * 10 / unit;
        return tenths < 100 ? tenths / 10 + "." + tenths % 10 : String.valueOf(tenths / 10);
    }
}
