package io.github.kashew.internal;

import io.github.kashew.spi.CacheClock;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Runs short tasks that answer somebody, each exactly once, whatever becomes of the application's executor.
 *
 * <p>A task that the executor rejects, discards, or does not begin within {@link #PATIENCE_NANOS}, for example because
 * all its threads hang in loads, runs on a thread that all caches share and that ends when it has nothing to do.
 */
final class AnsweringExecutor implements Executor {

    static final long PATIENCE_NANOS = 100_000_000;

    private static final ThreadPoolExecutor LAST_RESORT = lastResort();

    private final Executor preferred;
    private final CacheClock clock;

    AnsweringExecutor(Executor preferred, CacheClock clock) {
        this.preferred = preferred;
        this.clock = clock;
    }

    @Override
    public void execute(Runnable task) {
        Once once = new Once(task);
        try {
            preferred.execute(once);
        } catch (RejectedExecutionException refused) {
            LAST_RESORT.execute(once);
        }
        once.waitFor(clock);
    }

    private static ThreadPoolExecutor lastResort() {
        ThreadPoolExecutor pool =
                new ThreadPoolExecutor(1, 1, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread thread = new Thread(task, "kashew-answers");
                    thread.setDaemon(true);
                    return thread;
                });
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    /** A task that runs for the first of those who want to run it; true once it has begun. */
    private static final class Once extends AtomicBoolean implements Runnable {
        private static final long serialVersionUID = 1L;

        private final transient Runnable task;
        private transient CacheClock.@Nullable Cancellable patience;

        Once(Runnable task) {
            this.task = task;
        }

        /** Plans the last resort; a task that begins meanwhile waits for the timer, so that it leaves none behind. */
        synchronized void waitFor(CacheClock clock) {
            if (!get()) {
                patience = clock.schedule(() -> LAST_RESORT.execute(this), PATIENCE_NANOS);
            }
        }

        @Override
        public void run() {
            if (!compareAndSet(false, true)) {
                return;
            }
            CacheClock.Cancellable timer;
            synchronized (this) {
                timer = patience;
            }
            if (timer != null) {
                timer.cancel();
            }
            task.run();
        }
    }
}
