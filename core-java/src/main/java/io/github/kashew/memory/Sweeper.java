package io.github.kashew.memory;

import io.github.kashew.spi.BackendContext;
import io.github.kashew.spi.CacheClock;
import org.jspecify.annotations.Nullable;

/**
 * Runs a task at intervals on the cache's executor until it is stopped.
 *
 * <p>A run that takes long is followed by a pause of at least twenty times as long, so that sweeping a large store takes
 * no more than a twentieth of a processor.
 */
final class Sweeper {

    private static final int PAUSE_FACTOR = 20;

    private final Runnable task;
    private final long intervalNanos;
    private final BackendContext context;
    private CacheClock.@Nullable Cancellable next;
    private boolean stopped;

    /** Makes a sweeper; an interval of zero never runs. */
    Sweeper(Runnable task, long intervalNanos, BackendContext context) {
        this.task = task;
        this.intervalNanos = intervalNanos;
        this.context = context;
        stopped = intervalNanos == 0;
    }

    synchronized void start() {
        plan(intervalNanos);
    }

    synchronized void stop() {
        stopped = true;
        if (next != null) {
            next.cancel();
        }
    }

    private synchronized void plan(long delayNanos) {
        if (!stopped) {
            next = context.clock().schedule(() -> context.executor().execute(this::run), delayNanos);
        }
    }

    private void run() {
        long before = context.clock().nanos();
        try {
            task.run();
        } finally {
            plan(Math.max(intervalNanos, PAUSE_FACTOR * (context.clock().nanos() - before)));
        }
    }
}
