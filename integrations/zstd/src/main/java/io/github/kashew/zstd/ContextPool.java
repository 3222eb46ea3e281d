package io.github.kashew.zstd;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Native contexts, which are dear to make and serve one call at a time.
 *
 * <p>Whoever finds none makes one; those that do not fit when they come back are closed. No thread waits.
 */
final class ContextPool<C extends AutoCloseable> {
    private final ArrayBlockingQueue<C> idle;
    private final Supplier<C> factory;

    ContextPool(int size, Supplier<C> factory) {
        this.idle = new ArrayBlockingQueue<>(size);
        this.factory = factory;
    }

    /** Calls with a context of its own; one whose call failed is not used again. */
    <R> R with(Function<C, R> call) {
        C taken = idle.poll();
        C context = taken == null ? factory.get() : taken;
        boolean whole = false;
        try {
            R result = call.apply(context);
            whole = true;
            return result;
        } finally {
            if (!whole || !idle.offer(context)) {
                close(context);
            }
        }
    }

    void close() {
        for (C context = idle.poll(); context != null; context = idle.poll()) {
            close(context);
        }
    }

    private static void close(AutoCloseable context) {
        try {
            context.close();
        } catch (Exception impossible) {
            throw new IllegalStateException("closing a native context does not fail", impossible);
        }
    }
}
