package io.github.kashew.internal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts what happens all the time, exactly and for a nanosecond: a thread owns the stripe that it adds to, so that it needs
 * no atomic operation. Who finds its stripe owned by another adds to a {@link LongAdder}. Thread-safe.
 */
final class StripedCounter {

    private static final VarHandle STRIPE = MethodHandles.arrayElementVarHandle(long[][].class);
    private static final VarHandle NUMBER = MethodHandles.arrayElementVarHandle(long[].class);
    private static final int STRIPES = 64;

    // A stripe is larger than two cache lines and used in its middle, so that no two threads write to one line.
    private static final int LENGTH = 34;
    private static final int OWNER = LENGTH / 2;
    private static final int COUNT = OWNER + 1;

    private final long[][] stripes = new long[STRIPES][];
    private final LongAdder others = new LongAdder();

    void increment() {
        long thread = Thread.currentThread().getId();
        // its owner sees it, and to others it makes no difference
        long[] stripe = stripes[(int) thread & (STRIPES - 1)];
        if (stripe != null && stripe[OWNER] == thread) {
            NUMBER.setOpaque(stripe, COUNT, stripe[COUNT] + 1);
        } else {
            incrementSlowly(thread, stripe == null);
        }
    }

    private void incrementSlowly(long thread, boolean free) {
        if (free) {
            long[] own = new long[LENGTH];
            own[OWNER] = thread;
            own[COUNT] = 1;
            if (STRIPE.compareAndSet(stripes, (int) thread & (STRIPES - 1), null, own)) {
                return;
            }
        }
        others.increment();
    }

    /** Returns the number so far; what other threads add meanwhile may be in it or not. */
    long sum() {
        long sum = others.sum();
        for (int i = 0; i < STRIPES; i++) {
            long[] stripe = (long[]) STRIPE.getAcquire(stripes, i);
            if (stripe != null) {
                sum += (long) NUMBER.getOpaque(stripe, COUNT);
            }
        }
        return sum;
    }
}
