package io.github.kashew.internal;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is to be undone when the caller of one call leaves. Thread-safe; no foreign code runs under its lock. */
final class Departure {

    private @Nullable List<Runnable> undone;
    private boolean left;

    /** Adds something to undo; at once if the caller has left. */
    void add(Runnable undo) {
        synchronized (this) {
            if (!left) {
                if (undone == null) {
                    undone = new ArrayList<>(2);
                }
                undone.add(undo);
                return;
            }
        }
        undo.run();
    }

    /** Tells whether the caller has left. */
    synchronized boolean isOver() {
        return left;
    }

    /** Undoes everything, once. */
    void leave() {
        List<Runnable> now;
        synchronized (this) {
            left = true;
            now = undone == null ? List.of() : undone;
            undone = null;
        }
        now.forEach(Runnable::run);
    }
}
