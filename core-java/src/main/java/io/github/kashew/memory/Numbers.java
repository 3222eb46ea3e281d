package io.github.kashew.memory;

import io.github.kashew.error.BackendException;
import io.github.kashew.error.Printable;
import io.github.kashew.spi.BitFields;
import io.github.kashew.spi.CacheClock;
import io.github.kashew.spi.Stored;
import org.jspecify.annotations.Nullable;

/** Counters, bits and sliding windows among the items of a memory backend. */
final class Numbers {

    private final Items items;
    private final CacheClock clock;
    private final boolean bytes;

    Numbers(Items items, CacheClock clock, boolean bytes) {
        this.items = items;
        this.clock = clock;
        this.bytes = bytes;
    }

    long increment(String key, long by, long deadline) {
        long[] total = new long[1];
        items.change(key, live -> {
            Counter next = incremented(key, live, by, deadline, bytes);
            total[0] = next.total();
            return next;
        });
        return total[0];
    }

    /** Returns what a counter becomes. */
    static Counter incremented(String key, @Nullable Stored<Object> live, long by, long deadline, boolean bytes) {
        if (live != null && !(live instanceof Counter)) {
            throw Item.otherKind(key, live, "a counter");
        }
        long before = live instanceof Counter counter ? counter.total() : 0;
        return new Counter(sum(key, before, by), bytes, live == null ? deadline : live.expiresAt());
    }

    private static long sum(String key, long before, long by) {
        try {
            return Math.addExact(before, by);
        } catch (ArithmeticException overflow) {
            throw new BackendException(
                    "counter " + Printable.text(key) + " is " + before + ", adding " + by + " would exceed 64 bits");
        }
    }

    long[] bits(String key, BitFields fields) {
        Stored<Object> held = items.get(key);
        if (held != null && !(held instanceof Bits)) {
            throw Item.otherKind(key, held, "bits");
        }
        return held instanceof Bits bits ? bits.read(fields) : new long[fields.indexes().length];
    }

    /** Returns how many of these bits are set, negative if the key holds something else. */
    int bitsSet(String key, long[] indexes) {
        Stored<Object> held = items.get(key);
        if (held == null) {
            return 0;
        }
        return held instanceof Bits bits ? bits.countSet(indexes) : -1;
    }

    long[] incrementBits(String key, BitFields fields, long by) {
        long[][] answer = new long[1][];
        items.change(key, live -> {
            Bits bits = bits(key, live);
            answer[0] = bits.increment(fields, by);
            return bits;
        });
        return answer[0];
    }

    /** Returns the bits that a key holds, or new ones. */
    static Bits bits(String key, @Nullable Stored<Object> live) {
        if (live != null && !(live instanceof Bits)) {
            throw Item.otherKind(key, live, "bits");
        }
        return live instanceof Bits known ? known : new Bits(Stored.NEVER);
    }

    long addEvent(String key, long windowNanos, long limit) {
        long[] count = new long[1];
        items.change(key, live -> {
            if (live != null && !(live instanceof Window)) {
                throw Item.otherKind(key, live, "a sliding window");
            }
            long now = clock.nanos();
            Window window = live instanceof Window known ? known : new Window(now);
            count[0] = window.forgetUntil(now - windowNanos);
            if (count[0] >= limit) {
                boolean over = count[0] == 0;
                count[0] = limit + 1;
                return over ? null : live;
            }
            window.add(now);
            count[0]++;
            return window.expiringAt(CacheClock.saturatedSum(now, windowNanos));
        });
        return count[0];
    }
}
