package io.github.kashew;

import java.util.Locale;

/**
 * How large a Bloom filter is: what it is made for, and the bits and hash functions that this takes.
 *
 * <p>Of n members and a rate p of false positives, a filter has {@code ceil(-n ln p / ln² 2)} bits and
 * {@code round(bits / n · ln 2)} hash functions (B. H. Bloom, <i>Space/time trade-offs in hash coding with allowable
 * errors</i>, CACM 13(7), 1970): about 10 bits for each member at 1 %, 14 at 0.1 %.
 *
 * @param capacity how many members it is made for, at least 1; beyond it the rate rises
 * @param falsePositives the rate at which it takes others for members when it is full, 1e-12 to 0.5
 */
public record BloomSize(long capacity, double falsePositives) {

    /** The greatest number of bits of a filter: those that one key of a store can hold, 512 MiB. */
    public static final long MOST_BITS = 1L << 32;

    private static final double DEFAULT_RATE = 0.01;
    private static final double LEAST_RATE = 1e-12;
    private static final double GREATEST_RATE = 0.5;
    private static final double LN_2 = Math.log(2);

    /**
     * Checks.
     *
     * @throws IllegalArgumentException if a number is out of its range, or both take more than {@link #MOST_BITS}
     */
    public BloomSize {
        if (capacity < 1) {
            throw new IllegalArgumentException("capacity must be 1 or more members, was " + capacity);
        }
        if (!(falsePositives >= LEAST_RATE && falsePositives <= GREATEST_RATE)) {
            throw new IllegalArgumentException("falsePositives must be " + LEAST_RATE + " to " + GREATEST_RATE
                    + ", was " + falsePositives + "; write 0.01 for one in a hundred");
        }
        double needed = needed(capacity, falsePositives);
        if (needed > MOST_BITS) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "capacity %d with falsePositives %s takes %.0f bits, and a filter has at most %d: make either less"
                            + " strict, or keep several filters, for example one for each tenant",
                    capacity,
                    falsePositives,
                    needed,
                    MOST_BITS));
        }
    }

    /** Returns the size for {@code capacity} members of which one in a hundred others is taken for a member. */
    public static BloomSize of(long capacity) {
        return of(capacity, DEFAULT_RATE);
    }

    /** Returns the size for {@code capacity} members and a rate of false positives. */
    public static BloomSize of(long capacity, double falsePositives) {
        return new BloomSize(capacity, falsePositives);
    }

    private static double needed(long capacity, double falsePositives) {
        return Math.ceil(-capacity * Math.log(falsePositives) / (LN_2 * LN_2));
    }

    /** Returns the number of bits. */
    public long bits() {
        return (long) needed(capacity, falsePositives);
    }

    /** Returns the number of hash functions, at least 1. */
    public int hashes() {
        return Math.max(1, (int) Math.round((double) bits() / capacity * LN_2));
    }
}
