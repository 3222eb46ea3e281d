package io.github.kashew;

import java.util.Locale;

/** What a look-up does where stored bytes cannot be trusted or read. A value of another type is a miss in any case. */
public enum BadBytes {
    /** It is a miss, counted, and logged at most once a second for each reason. */
    MISS,
    /** It fails with {@link io.github.kashew.error.CodecException}. */
    RAISE;

    /**
     * Returns the constant of a name in any case.
     *
     * @throws IllegalArgumentException if it is neither {@code miss} nor {@code raise}
     */
    public static BadBytes named(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "miss" -> MISS;
            case "raise" -> RAISE;
            default -> throw new IllegalArgumentException("must be miss or raise, was '" + name + "'");
        };
    }
}
