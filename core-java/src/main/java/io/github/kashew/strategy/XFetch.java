package io.github.kashew.strategy;

import io.github.kashew.Entry;
import io.github.kashew.Outcome;
import io.github.kashew.TtlFunction;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Refreshes by chance, the more probably the nearer the end is and the longer loading takes, so that those who read the
 * same key do not refresh it together: "Optimal Probabilistic Cache Stampede Prevention", Vattani, Chierichetti,
 * Lowenstein, VLDB 2015.
 *
 * @param ttl how long an outcome is stored
 * @param beta above 1 refreshes earlier, below 1 later
 * @param random answers numbers from 0 to below 1; null for that of the thread
 */
record XFetch(
        TtlFunction<? super @Nullable Object> ttl,
        double beta,
        @Nullable DoubleSupplier random) implements Lifetime {

    /** The farthest that a draw can reach ahead: -ln of the smallest distance from 1 of a number below it, 2^-53. */
    private static final double FARTHEST = 53 * Math.log(2);

    /** Checks {@code beta}. */
    XFetch {
        if (!(beta > 0 && beta <= Double.MAX_VALUE)) {
            throw new IllegalArgumentException(
                    "beta must be above 0 and finite, was " + beta + "; 1.0 suits nearly always");
        }
    }

    /** Returns an entry that grows stale when a draw can first reach its end. */
    @Override
    public <V extends @Nullable Object> Entry<V> entryOf(Outcome<V> outcome, long now) {
        long expiresAt = ttl.ttl(outcome).deadlineAfter(now);
        Entry<V> entry = Entry.of(outcome, now, expiresAt);
        return entry.staleAt(expiresAt == Entry.NEVER ? Entry.NEVER : Math.max(now, ahead(entry, FARTHEST)));
    }

    /** Draws the moment from which {@code entry} is to be refreshed. */
    long drawn(Entry<?> entry) {
        double chance = random == null ? ThreadLocalRandom.current().nextDouble() : random.getAsDouble();
        return ahead(entry, -Math.log(1 - chance)); // from 0 to below 1: never the logarithm of 0
    }

    private long ahead(Entry<?> entry, double draw) {
        double nanos = entry.loadNanos() * beta * draw;
        return nanos >= entry.expiresAt() ? 0 : entry.expiresAt() - (long) nanos;
    }
}
