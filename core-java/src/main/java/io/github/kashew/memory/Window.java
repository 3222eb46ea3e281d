package io.github.kashew.memory;

import java.util.Arrays;

/** When the events of a sliding window happened. It is read and changed under the lock of its key only. */
final class Window extends Item {

    private final Times times;

    Window(long expiresAt) {
        this(new Times(), expiresAt);
    }

    private Window(Times times, long expiresAt) {
        super(expiresAt);
        this.times = times;
    }

    /** Forgets the events at {@code horizon} and before, and answers how many are left. */
    int forgetUntil(long horizon) {
        while (times.count > 0 && times.ring[times.oldest] <= horizon) {
            times.oldest = (times.oldest + 1) % times.ring.length;
            times.count--;
        }
        return times.count;
    }

    /** Counts one more event. */
    void add(long now) {
        if (times.count == times.ring.length) {
            times.grow();
        }
        times.ring[(times.oldest + times.count) % times.ring.length] = now;
        times.count++;
    }

    @Override
    String kind() {
        return "a sliding window";
    }

    @Override
    public Window expiringAt(long nanos) {
        return new Window(times, nanos);
    }

    /** A growing ring, oldest first. */
    private static final class Times {
        private long[] ring = new long[8];
        private int oldest;
        private int count;

        void grow() {
            long[] larger = Arrays.copyOf(ring, 2 * ring.length);
            System.arraycopy(ring, oldest, larger, 0, ring.length - oldest);
            System.arraycopy(ring, 0, larger, ring.length - oldest, oldest);
            ring = larger;
            oldest = 0;
        }
    }
}
