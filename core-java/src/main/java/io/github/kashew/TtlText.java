package io.github.kashew;

import io.github.kashew.error.Printable;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads and writes the text form of a {@link Ttl}. */
final class TtlText {
    static final String FOREVER = "forever";

    private static final long MAX_MILLIS = Long.MAX_VALUE / 1_000_000;
    private static final String[] UNITS = {"d", "h", "m", "s", "ms"};
    private static final long[] MILLIS = {86_400_000, 3_600_000, 60_000, 1000, 1};
    private static final int SECONDS = 3;

    /** Recently read texts, each in the one place its hash leads to; written without a lock, its items are immutable. */
    private static final @Nullable Known[] KNOWN = new Known[64];

    private static final int LONGEST_KNOWN = 32;

    private record Known(String text, Ttl ttl) {}

    private TtlText() {}

    /** Returns what {@code text} was read as recently, or null. */
    static @Nullable Ttl known(String text) {
        Known known = KNOWN[text.hashCode() & KNOWN.length - 1];
        return known != null && known.text.equals(text) ? known.ttl : null;
    }

    static Ttl parse(String text, String option) {
        String trimmed = text.strip().toLowerCase(Locale.ROOT);
        Ttl ttl = trimmed.equals(FOREVER) ? Ttl.forever() : Ttl.ofMillis(millis(trimmed, text, option));
        if (text.length() <= LONGEST_KNOWN) {
            KNOWN[text.hashCode() & KNOWN.length - 1] = new Known(text, ttl);
        }
        return ttl;
    }

    private static long millis(String text, String written, String option) {
        long sum = 0;
        int smallest = -1;
        int at = 0;
        while (at < text.length()) {
            int unitAt = endOf(text, at, true);
            int next = endOf(text, unitAt, false);
            int unit = unit(text, at, unitAt, next);
            if (unitAt == at || unit <= smallest) {
                throw refused(option, written, "is not a duration");
            }
            smallest = unit;
            try {
                sum = Math.addExact(sum, Math.multiplyExact(Long.parseLong(text.substring(at, unitAt)), MILLIS[unit]));
            } catch (ArithmeticException | NumberFormatException e) {
                throw refused(option, written, "is too long");
            }
            at = next;
        }
        if (sum > MAX_MILLIS) {
            throw refused(option, written, "is too long");
        }
        if (sum < 1) {
            throw refused(option, written, text.isEmpty() ? "is empty" : "is too short");
        }
        return sum;
    }

    /** Returns the end of the run of ASCII digits, or of other characters, that begins at {@code from}. */
    private static int endOf(String text, int from, boolean digits) {
        int at = from;
        while (at < text.length() && (text.charAt(at) >= '0' && text.charAt(at) <= '9') == digits) {
            at++;
        }
        return at;
    }

    /** Returns the place of the unit in {@link #UNITS}, or -1; only a text that is all number may leave it out. */
    private static int unit(String text, int numberAt, int unitAt, int end) {
        if (unitAt == end) {
            return numberAt == 0 ? SECONDS : -1;
        }
        for (int unit = 0; unit < UNITS.length; unit++) {
            if (end - unitAt == UNITS[unit].length() && text.startsWith(UNITS[unit], unitAt)) {
                return unit;
            }
        }
        return -1;
    }

    private static IllegalArgumentException refused(String option, String written, String problem) {
        return new IllegalArgumentException(option + " " + Printable.text(written) + " " + problem
                + "; write numbers with the units d, h, m, s, ms from large to small, such as 1h30m or 250ms, from 1ms"
                + " to 106751d, or forever");
    }

    static String write(long millis) {
        StringBuilder text = new StringBuilder();
        long rest = millis;
        for (int unit = 0; unit < UNITS.length; unit++) {
            if (rest >= MILLIS[unit]) {
                text.append(rest / MILLIS[unit]).append(UNITS[unit]);
                rest %= MILLIS[unit];
            }
        }
        return text.toString();
    }
}
