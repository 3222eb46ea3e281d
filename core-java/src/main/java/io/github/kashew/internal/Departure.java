package io.github.kashew.internal;

import org.jspecify.annotations.Nullable;

/** What is to be undone when the caller of one call leaves. Thread-safe; no foreign code runs under its lock. */
final class Departure {

    private @Nullable Runnable undoing;
    private boolean left;

    /** Adds something to undo; at once if the caller has left. */
    void add(Runnable undo) {
        synchronized (this) {
            if (!left) {
                undoing = both(undoing, undo);
                return;
            }
        }
        undo.run();
    }

    private static Runnable both(@Nullable Runnable first, Runnable second) {
        if (first == null) {
            return second;
        }
        return () -> {
            first.run();
            second.run();
        };
    }

    /** Tells whether the caller has left. */
    synchronized boolean isOver() {
        return left;
    }

    /** Undoes everything, in the order in which it was added, once. */
    void leave() {
        Runnable now;
        synchronized (this) {
            left = true;
            now = undoing;
            undoing = null;
        }
        if (now != null) {
            now.run();
        }
    }
}
