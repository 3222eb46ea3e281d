package io.github.kashew.strategy;

import io.github.kashew.Entry;
import io.github.kashew.Outcome;
import io.github.kashew.Ttl;
import io.github.kashew.TtlFunction;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A life of two parts: fresh, then stale.
 *
 * @param ttl how long both are together
 * @param staleAfter how long it is fresh, or null for two thirds of its life
 */
record Freshness(
        TtlFunction<? super @Nullable Object> ttl, @Nullable Ttl staleAfter) implements Lifetime {

    /**
     * Checks what a strategy was given.
     *
     * @param option the name of the fresh part, such as {@code refreshAfter}
     */
    static Freshness of(TtlFunction<? super @Nullable Object> ttl, @Nullable Ttl staleAfter, String option) {
        Objects.requireNonNull(ttl, "ttl");
        if (ttl instanceof TtlFunction.Always always) {
            check(always.ttl(), staleAfter, option);
        } else if (staleAfter != null && staleAfter.isForever()) {
            throw outOfRange(option, "the ttl", staleAfter);
        }
        return new Freshness(ttl, staleAfter);
    }

    private static void check(Ttl ttl, @Nullable Ttl staleAfter, String option) {
        if (staleAfter == null) {
            if (ttl.isForever()) {
                throw new IllegalArgumentException("a ttl of forever has no last third: give " + option
                        + " as well, for example (\"forever\", \"10m\")");
            }
        } else if (staleAfter.isForever() || staleAfter.nanos() >= ttl.nanos()) {
            throw outOfRange(option, "the ttl of " + ttl, staleAfter);
        }
    }

    private static IllegalArgumentException outOfRange(String option, String end, Ttl value) {
        return new IllegalArgumentException(
                option + " must be from 1ms to below " + end + ", was " + value + "; a larger ttl leaves room for it");
    }

    @Override
    public <V extends @Nullable Object> Entry<V> entryOf(Outcome<V> outcome, long now) {
        long expiresAt = ttl.ttl(outcome).deadlineAfter(now);
        return Entry.of(outcome, now, expiresAt).staleAt(Math.min(staleAt(now, expiresAt), expiresAt));
    }

    private long staleAt(long now, long expiresAt) {
        if (staleAfter != null) {
            return staleAfter.deadlineAfter(now);
        }
        return expiresAt == Entry.NEVER ? Entry.NEVER : expiresAt - (expiresAt - now) / 3;
    }

    /** Draws the options, for example {@code 10m, 7m}. */
    @Override
    public String toString() {
        String whole = ttl instanceof TtlFunction.Always ? ttl.toString() : "ttl of the outcome";
        return staleAfter == null ? whole : whole + ", " + staleAfter;
    }
}
