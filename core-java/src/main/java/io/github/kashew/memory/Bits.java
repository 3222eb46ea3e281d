package io.github.kashew.memory;

import io.github.kashew.spi.BitFields;
import io.github.kashew.spi.Stored;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;

/**
 * An array of bits, divided into unsigned fields by whoever reads it.
 *
 * <p>Changed under its own lock. Single bits are read without it: a bit is one word of the array, and what was changed
 * before the read began is seen.
 */
final class Bits extends Item {

    private static final VarHandle WORDS = MethodHandles.arrayElementVarHandle(long[].class);

    private volatile long[] words;

    Bits(long expiresAt) {
        this(new long[1], expiresAt);
    }

    private Bits(long[] words, long expiresAt) {
        super(expiresAt);
        this.words = words;
    }

    @Override
    String kind() {
        return "bits";
    }

    @Override
    public synchronized Stored<Object> expiringAt(long nanos) {
        return new Bits(words, nanos);
    }

    /** Returns the same bits, to be changed without these. */
    synchronized Bits copy() {
        return new Bits(words.clone(), expiresAt());
    }

    synchronized long bytes() {
        return 8L * words.length;
    }

    long[] read(BitFields fields) {
        return fields.width() == 1 ? readBits(fields.indexes()) : readFields(fields);
    }

    /** Replaces each index by the bit that is there. */
    private long[] readBits(long[] answer) {
        long[] current = words;
        for (int i = 0; i < answer.length; i++) {
            answer[i] = bit(current, answer[i]);
        }
        return answer;
    }

    int countSet(long[] indexes) {
        long[] current = words;
        int set = 0;
        for (long index : indexes) {
            set += (int) bit(current, index);
        }
        return set;
    }

    private static long bit(long[] words, long index) {
        int word = (int) (index >>> 6);
        return word < words.length ? (long) WORDS.getAcquire(words, word) >>> index & 1 : 0;
    }

    private synchronized long[] readFields(BitFields fields) {
        long[] answer = fields.indexes();
        for (int i = 0; i < answer.length; i++) {
            answer[i] = field(answer[i] * fields.width(), fields.width());
        }
        return answer;
    }

    synchronized long[] increment(BitFields fields, long by) {
        long[] answer = fields.indexes();
        for (int i = 0; i < answer.length; i++) {
            long first = answer[i] * fields.width();
            answer[i] = saturated(field(first, fields.width()), by, fields.max());
            store(first, fields.width(), answer[i]);
        }
        return answer;
    }

    private static long saturated(long value, long by, long max) {
        long sum = value + by;
        if (by > 0) {
            return sum < 0 || sum > max ? max : sum;
        }
        return Math.max(sum, 0);
    }

    private long field(long first, int width) {
        int word = (int) (first >>> 6);
        int shift = (int) (first & 63);
        long value = word < words.length ? words[word] >>> shift : 0;
        if (shift + width > 64 && word + 1 < words.length) {
            value |= words[word + 1] << (64 - shift);
        }
        return value & ((1L << width) - 1);
    }

    private void store(long first, int width, long value) {
        int word = (int) (first >>> 6);
        int shift = (int) (first & 63);
        long mask = (1L << width) - 1;
        boolean spills = shift + width > 64;
        int needed = word + (spills ? 2 : 1);
        if (needed > words.length) {
            words = Arrays.copyOf(words, Math.max(needed, (int) Math.min(2L * words.length, 1L << 26)));
        }
        WORDS.setRelease(words, word, words[word] & ~(mask << shift) | value << shift);
        if (spills) {
            int taken = 64 - shift;
            WORDS.setRelease(words, word + 1, words[word + 1] & ~(mask >>> taken) | value >>> taken);
        }
    }
}
