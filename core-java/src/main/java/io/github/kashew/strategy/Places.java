package io.github.kashew.strategy;

import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A number of places, and a bounded queue for them, first come first served. Thread-safe; nobody's code runs under its
 * lock, and a thread that hands places on does so in a loop, however many calls end at once.
 */
final class Places {

    private final int places;
    private final int queueSize;
    private final Queue<CompletableFuture<@Nullable Void>> queue = new ArrayDeque<>();
    private final Set<Thread> handingOn = new HashSet<>();
    private int taken;

    Places(int places, int queueSize) {
        this.places = places;
        this.queueSize = queueSize;
    }

    /** Takes a place or one in the queue: the future completes when the place is there. Null if both are full. */
    synchronized @Nullable CompletableFuture<@Nullable Void> take() {
        CompletableFuture<@Nullable Void> turn = new CompletableFuture<>();
        if (taken < places) {
            taken++;
            turn.complete(null);
        } else if (queue.size() < queueSize) {
            queue.add(turn);
        } else {
            return null;
        }
        return turn;
    }

    /** Leaves the queue, if the place is not there yet. */
    void forgo(CompletableFuture<@Nullable Void> turn) {
        turn.cancel(false);
        synchronized (this) {
            queue.removeIf(waiting -> waiting == turn);
        }
    }

    /** Gives a place back, to whoever is next. */
    void giveBack() {
        Thread me = Thread.currentThread();
        synchronized (this) {
            taken--;
            if (!handingOn.add(me)) {
                return; // the loop below, further up this thread, goes on
            }
        }
        CompletableFuture<@Nullable Void> next = next(me);
        while (next != null) {
            if (!next.complete(null)) {
                synchronized (this) {
                    taken--;
                }
            }
            next = next(me);
        }
    }

    private synchronized @Nullable CompletableFuture<@Nullable Void> next(Thread me) {
        CompletableFuture<@Nullable Void> next = taken < places ? queue.poll() : null;
        if (next == null) {
            handingOn.remove(me);
        } else {
            taken++;
        }
        return next;
    }

    /** Returns how many places are taken. */
    synchronized int taken() {
        return taken;
    }
}
