package io.github.kashew.spi;

import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The clock of this process: anchored to the wall clock once, monotonic from then on.
 *
 * <p>Reading {@link System#nanoTime} can cost more than the rest of a memory hit. {@link #isPast} therefore compares with
 * a tick that a daemon thread renews every {@link #TICK_NANOS}, and reads the exact time only when the deadline is less
 * than {@link #SLACK_NANOS} away. The thread sleeps while nobody asks. Only a process that was stopped as a whole can
 * see an older tick, until the thread runs again.
 */
final class SystemClock implements CacheClock {

    static final SystemClock INSTANCE = new SystemClock();

    static final long TICK_NANOS = 50_000_000;
    static final long SLACK_NANOS = 1_000_000_000;

    /** How many ticks without a question send the thread to sleep. */
    private static final int IDLE_TICKS = 20;

    /** The tick while the thread sleeps: so long ago that every deadline is checked exactly. */
    private static final long ASLEEP = Long.MAX_VALUE;

    private final long anchor = TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis()) - System.nanoTime();
    private final ScheduledThreadPoolExecutor scheduler = newScheduler();
    private final Thread ticker = new Thread(this::tick, "kashew-clock");

    private volatile long tick = ASLEEP;
    private volatile boolean asked;

    private SystemClock() {
        ticker.setDaemon(true);
        ticker.start();
    }

    @Override
    public long nanos() {
        return anchor + System.nanoTime();
    }

    @Override
    public boolean isPast(long deadline) {
        long seen = tick;
        if (!asked) {
            asked = true;
        }
        if (seen == ASLEEP) {
            LockSupport.unpark(ticker);
        }
        // ASLEEP makes the difference negative: no deadline is later than it
        return deadline - seen <= SLACK_NANOS && nanos() >= deadline;
    }

    @Override
    public Cancellable schedule(Runnable task, long delayNanos) {
        ScheduledFuture<?> future = scheduler.schedule(task, delayNanos, TimeUnit.NANOSECONDS);
        return () -> future.cancel(false);
    }

    private void tick() {
        int idle = 0;
        while (true) {
            idle = asked ? 0 : idle + 1;
            asked = false;
            if (idle < IDLE_TICKS) {
                tick = nanos();
                LockSupport.parkNanos(this, TICK_NANOS);
            } else {
                tick = ASLEEP;
                LockSupport.park(this);
            }
        }
    }

    private static ScheduledThreadPoolExecutor newScheduler() {
        ScheduledThreadPoolExecutor scheduler = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "kashew-timer");
            thread.setDaemon(true);
            return thread;
        });
        scheduler.setRemoveOnCancelPolicy(true);
        scheduler.setKeepAliveTime(10, TimeUnit.SECONDS);
        scheduler.allowCoreThreadTimeOut(true);
        return scheduler;
    }
}
