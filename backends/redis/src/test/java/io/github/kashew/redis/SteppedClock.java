package io.github.kashew.redis;

import io.github.kashew.spi.CacheClock;
import java.time.Duration;
import java.util.Comparator;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/** The clock of this process, which a test can set ahead; tasks whose time comes by that run at once. */
final class SteppedClock implements CacheClock {

    private final CacheClock system = CacheClock.system();
    private final Set<Task> waiting = ConcurrentHashMap.newKeySet();
    private volatile long ahead;

    /** Returns how far it was set ahead, in nanoseconds. */
    long ahead() {
        return ahead;
    }

    synchronized void advance(Duration time) {
        ahead += time.toNanos();
        waiting.stream()
                .filter(task -> task.due <= nanos())
                .sorted(Comparator.comparingLong(task -> task.due))
                .forEach(Task::run);
    }

    @Override
    public long nanos() {
        return system.nanos() + ahead;
    }

    @Override
    public Cancellable schedule(Runnable task, long delayNanos) {
        Task scheduled = new Task(task, CacheClock.saturatedSum(nanos(), delayNanos));
        waiting.add(scheduled);
        Cancellable real = system.schedule(scheduled::run, delayNanos);
        return () -> {
            scheduled.cancel();
            real.cancel();
        };
    }

    private final class Task {
        private final Runnable code;
        private final long due;
        private final AtomicBoolean begun = new AtomicBoolean();

        Task(Runnable code, long due) {
            this.code = code;
            this.due = due;
        }

        void run() {
            if (begun.compareAndSet(false, true)) {
                waiting.remove(this);
                code.run();
            }
        }

        void cancel() {
            begun.set(true);
            waiting.remove(this);
        }
    }
}
