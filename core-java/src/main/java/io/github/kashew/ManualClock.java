package io.github.kashew;

import io.github.kashew.spi.CacheClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * A clock that stands still until it is told to go on, for tests.
 *
 * <p>What is due runs on the thread that advances the clock, in the order of its time. Thread-safe.
 */
public final class ManualClock implements CacheClock {

    private final PriorityQueue<Task> tasks =
            new PriorityQueue<>(Comparator.comparingLong(Task::due).thenComparingLong(Task::number));
    private long now;
    private long scheduled;

    /** Makes a clock that shows {@code start}. */
    public ManualClock(Instant start) {
        now = Math.addExact(Math.multiplyExact(start.getEpochSecond(), 1_000_000_000L), start.getNano());
    }

    /** Makes a clock that shows 2030-01-01T00:00:00Z. */
    public ManualClock() {
        this(Instant.parse("2030-01-01T00:00:00Z"));
    }

    /**
     * Goes on by {@code time}, running what becomes due.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public void advance(Duration time) {
        if (time.isNegative()) {
            throw new IllegalArgumentException("a clock never goes back: advance by 0 or more, not by " + time);
        }
        long target;
        synchronized (this) {
            target = Math.addExact(now, time.toNanos());
        }
        for (Task due = take(target); due != null; due = take(target)) {
            due.work.run();
        }
    }

    /** Goes on by a time such as {@code "90s"}, see {@link Ttl#of(String)}. */
    public void advance(String time) {
        advance(Ttl.of(time).toDuration());
    }

    private synchronized @Nullable Task take(long target) {
        Task next = tasks.peek();
        if (next == null || next.due > target) {
            now = Math.max(now, target);
            return null;
        }
        now = Math.max(now, next.due);
        return tasks.poll();
    }

    /** Returns how many tasks wait for their time. */
    public synchronized int pendingTasks() {
        return tasks.size();
    }

    @Override
    public synchronized long nanos() {
        return now;
    }

    @Override
    public synchronized Cancellable schedule(Runnable task, long delayNanos) {
        Task added = new Task(task, CacheClock.saturatedSum(now, Math.max(delayNanos, 0)), scheduled++);
        tasks.add(added);
        return () -> cancel(added);
    }

    private synchronized void cancel(Task task) {
        tasks.remove(task);
    }

    private record Task(Runnable work, long due, long number) {}
}
