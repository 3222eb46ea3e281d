package io.github.kashew.internal;

import io.github.kashew.Entry;
import io.github.kashew.spi.BackendContext;
import io.github.kashew.spi.Stored;
import java.util.function.ToIntBiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Weighs what is held in memory, in bytes.
 *
 * @param ofValue the user's weigher of keys and values, or null for an estimate: texts and arrays of primitives weigh
 *     what they hold, everything else weighs {@link #UNKNOWN}
 */
record Weight(@Nullable ToIntBiFunction<String, @Nullable Object> ofValue) implements BackendContext.Weigher {

    /** What an object weighs whose size is not known. */
    private static final int UNKNOWN = 64;

    /** What the objects around a key and a value weigh. */
    private static final int OVERHEAD = 160;

    @Override
    public int weigh(String key, Stored<?> stored) {
        Object value = stored.payload() instanceof Entry<?> entry ? entry.content() : stored.payload();
        if (ofValue == null) {
            return saturated(OVERHEAD + key.length() + estimate(value));
        }
        int weight = ofValue.applyAsInt(key, value);
        if (weight < 0) {
            throw new IllegalArgumentException("a weigher must return 0 or more, returned " + weight);
        }
        return weight;
    }

    private static long estimate(@Nullable Object value) {
        if (value instanceof CharSequence text) {
            return 2L * text.length();
        }
        if (value instanceof byte[] bytes) {
            return bytes.length;
        }
        if (value instanceof int[] numbers) {
            return 4L * numbers.length;
        }
        if (value instanceof long[] numbers) {
            return 8L * numbers.length;
        }
        if (value instanceof double[] numbers) {
            return 8L * numbers.length;
        }
        return value == null ? 0 : UNKNOWN;
    }

    private static int saturated(long bytes) {
        return (int) Math.min(bytes, Integer.MAX_VALUE);
    }
}
