package io.github.kashew.disk;

import io.github.kashew.error.BackendException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
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
 * <p>A call that fails fails alone: a group that SQLite refuses is rolled back and its calls run one by one. Where another
 * process holds the file for the whole timeout, what waits fails with the group that found it: it has waited as well.
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
    private final Object taking = new Object();
    private final CompletableFuture<Boolean> ended = new CompletableFuture<>();
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
        while (!waiting.isEmpty() && running.compareAndSet(false, true)) {
            try {
                thread.execute(this::drain);
                return;
            } catch (RejectedExecutionException closing) {
                failWaiting(transactions.closed());
                running.set(false); // who came meanwhile found somebody at it
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
            wake();
        }
    }

    private List<Pending<?>> next() {
        List<Pending<?>> group = new ArrayList<>();
        synchronized (taking) { // who gives up on what waits may take it at the same time
            long bytes = 0;
            Pending<?> call = waiting.peek();
            while (call != null
                    && group.size() < MOST_TOGETHER
                    && (group.isEmpty() || bytes + call.bytes() <= mostBytes)) {
                waiting.remove();
                group.add(call);
                bytes += call.bytes();
                call = waiting.peek();
            }
        }
        count.addAndGet(-group.size());
        return group;
    }

    private void run(List<Pending<?>> group) {
        boolean returned = false;
        BackendException blocked = null;
        turn.lock();
        try {
            if (ended.isDone()) { // it was accepted beside the end
                group.forEach(call -> call.fail(transactions.closed()));
            } else {
                transactions.run(group);
                blocked = transactions.blocked();
            }
            returned = true;
        } finally {
            turn.unlock();
            if (!returned) { // an error, which goes on
                group.forEach(call -> call.fail(transactions.broken()));
            }
            if (blocked != null) {
                failWaiting(blocked); // before the group is answered: who calls after that has not waited
            }
            answers.execute(() -> group.forEach(Pending::answer));
        }
    }

    private void failWaiting(BackendException reason) {
        List<Pending<?>> given = new ArrayList<>();
        synchronized (taking) {
            for (Pending<?> call = waiting.poll(); call != null; call = waiting.poll()) {
                given.add(call);
            }
        }
        if (given.isEmpty()) {
            return;
        }
        count.addAndGet(-given.size());
        given.forEach(call -> call.fail(reason));
        answers.execute(() -> given.forEach(Pending::answer));
    }

    /** Lets what waits run, closes the file, and refuses what comes later; tells when the file is closed. */
    CompletionStage<Boolean> close() {
        closed = true;
        thread.execute(() -> {
            turn.lock();
            try {
                transactions.close();
            } finally {
                turn.unlock();
                ended.complete(true);
            }
        });
        thread.shutdown();
        return ended;
    }

    /**
     * Waits for the end after {@link #close}, and tells whether it came in time; what still waits fails then. A thread of this
     * queue does not wait for itself.
     */
    boolean awaitEnd(long millis) {
        if (Thread.currentThread() == worker) {
            return true;
        }
        try {
            boolean inTime = thread.awaitTermination(millis, TimeUnit.MILLISECONDS);
            if (!inTime) {
                failWaiting(transactions.closed());
            }
            return inTime;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
