package io.github.kashew.disk;

import io.github.kashew.error.BackendException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Runs the calls that arrive meanwhile as one transaction, on a thread of its own that ends when it has nothing to do.
 *
 * <p>A call that fails fails alone: a group that SQLite refuses is rolled back and its calls run one by one.
 */
final class GroupQueue {

    private static final int MOST_TOGETHER = 256;
    private static final int MOST_WAITING = 100_000;
    private static final long IDLE_SECONDS = 10;

    private final Transactions transactions;
    private final Executor answers;
    private final long mostBytes;
    private final ThreadPoolExecutor thread;
    private final ConcurrentLinkedQueue<Pending<?>> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger count = new AtomicInteger();
    private final AtomicBoolean running = new AtomicBoolean();
    private final ReentrantLock turn = new ReentrantLock();
    private volatile @Nullable Thread worker;
    private volatile boolean closed;

    /**
     * Makes a queue.
     *
     * @param mostBytes how many bytes a group adds at most, unless it is a single call
     * @param answers runs what hangs on the answers
     */
    GroupQueue(String name, Transactions transactions, long mostBytes, Executor answers) {
        this.transactions = transactions;
        this.answers = answers;
        this.mostBytes = mostBytes;
        this.thread =
                new ThreadPoolExecutor(1, 1, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread made = new Thread(task, name);
                    made.setDaemon(true);
                    worker = made;
                    return made;
                });
        thread.allowCoreThreadTimeOut(true);
    }

    /** Adds a call. */
    <R extends @Nullable Object> CompletionStage<R> submit(Pending<R> call) {
        if (closed) {
            call.fail(transactions.closed());
            call.answer();
        } else if (count.incrementAndGet() > MOST_WAITING) {
            count.decrementAndGet();
            call.fail(new BackendException("more than " + MOST_WAITING + " calls wait for the disk"));
            call.answer();
        } else {
            waiting.add(call);
            wake();
        }
        return call.future();
    }

    /** Runs a call on this thread if nobody else is at it, or else as any other. */
    <R extends @Nullable Object> CompletionStage<R> here(Pending<R> call) {
        if (closed || count.get() != 0 || !turn.tryLock()) {
            return submit(call);
        }
        try {
            if (closed) {
                call.fail(transactions.closed());
            } else {
                transactions.run(List.of(call));
            }
        } finally {
            turn.unlock();
        }
        call.answer();
        return call.future();
    }

    private void wake() {
        if (running.compareAndSet(false, true)) {
            try {
                thread.execute(this::drain);
            } catch (RejectedExecutionException closing) {
                failAll();
            }
        }
    }

    private void drain() {
        try {
            List<Pending<?>> group = next();
            while (!group.isEmpty()) {
                run(group);
                group = next();
            }
        } finally {
            running.set(false);
            if (!waiting.isEmpty()) {
                wake();
            }
        }
    }

    private List<Pending<?>> next() {
        List<Pending<?>> group = new ArrayList<>();
        long bytes = 0;
        Pending<?> call = waiting.peek();
        while (call != null && group.size() < MOST_TOGETHER && (group.isEmpty() || bytes + call.bytes() <= mostBytes)) {
            waiting.poll();
            group.add(call);
            bytes += call.bytes();
            call = waiting.peek();
        }
        count.addAndGet(-group.size());
        return group;
    }

    private void run(List<Pending<?>> group) {
        turn.lock();
        try {
            transactions.run(group);
        } finally {
            turn.unlock();
        }
        answers.execute(() -> group.forEach(Pending::answer));
    }

    private void failAll() {
        for (Pending<?> call = waiting.poll(); call != null; call = waiting.poll()) {
            count.decrementAndGet();
            call.fail(transactions.closed());
            call.answer();
        }
    }

    /** Lets what waits run, closes the file, and refuses what comes later. */
    void close() {
        closed = true;
        thread.execute(() -> {
            turn.lock();
            try {
                transactions.close();
            } finally {
                turn.unlock();
            }
        });
        thread.shutdown();
    }

    /** Waits for the end after {@link #close}; a thread of this queue does not wait for itself. */
    void awaitEnd(long millis) {
        if (Thread.currentThread() == worker) {
            return;
        }
        try {
            if (!thread.awaitTermination(millis, TimeUnit.MILLISECONDS)) {
                failAll();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
