package io.github.kashew.testkit;

import io.github.kashew.spi.CacheClock;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that knows which tasks still wait for their time. */
final class WatchedClock implements CacheClock {

    private final CacheClock target;
    private final Set<Object> waiting = ConcurrentHashMap.newKeySet();

    WatchedClock(CacheClock target) {
        this.target = target;
    }

    /** Returns how many tasks wait: neither begun nor cancelled. */
    int waiting() {
        return waiting.size();
    }

    @Override
    public long nanos() {
        return target.nanos();
    }

    @Override
    public boolean isPast(long deadline) {
        return target.isPast(deadline);
    }

    @Override
    public Cancellable schedule(Runnable task, long delayNanos) {
        AtomicReference<Runnable> mark = new AtomicReference<>(task);
        waiting.add(mark);
        Cancellable scheduled = target.schedule(
                () -> {
                    waiting.remove(mark);
                    task.run();
                },
                delayNanos);
        return () -> {
            waiting.remove(mark);
            scheduled.cancel();
        };
    }
}
