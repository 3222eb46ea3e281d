package io.github.kashew.spi;

import java.util.Arrays;

/**
 * A choice of unsigned fields of equal width in an array of bits; field {@code i} begins at bit {@code i * width}.
 *
 * <p>The same index may be named twice. Immutable; equal if width and indexes are.
 */
public final class BitFields {

    private static final long MOST_BITS = 1L << 32;

    private final int width;
    private final long[] indexes;

    private BitFields(int width, long... indexes) {
        this.width = width;
        this.indexes = indexes;
    }

    /**
     * Chooses fields.
     *
     * @param width the bits of a field, 1 to 63
     * @param indexes which fields, each at least 0 and within the first 2^32 bits
     * @throws IllegalArgumentException if the width or an index is out of its range
     */
    public static BitFields of(int width, long... indexes) {
        if (width < 1 || width > 63) {
            throw new IllegalArgumentException("width of a bit field must be 1 to 63, was " + width);
        }
        for (long index : indexes) {
            if (index < 0 || index >= MOST_BITS / width) {
                throw new IllegalArgumentException("index of a field of %d bits must be 0 to %d, was %d"
                        .formatted(width, MOST_BITS / width - 1, index));
            }
        }
        return new BitFields(width, indexes.clone());
    }

    /** Returns the bits of a field. */
    public int width() {
        return width;
    }

    /** Returns which fields. */
    public long[] indexes() {
        return indexes.clone();
    }

    /** Returns the largest number that a field holds. */
    public long max() {
        return (1L << width) - 1;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof BitFields that && width == that.width && Arrays.equals(indexes, that.indexes);
    }

    @Override
    public int hashCode() {
        return 31 * width + Arrays.hashCode(indexes);
    }

    @Override
    public String toString() {
        return "BitFields[width=" + width + ", indexes=" + Arrays.toString(indexes) + "]";
    }
}
