package io.github.kashew.internal;

import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** The subscription of a run to its source, and how far that has come. Guarded by the lock of the stream. */
final class Upstream {

    private Flow.@Nullable Subscription subscription;
    private long outstanding;
    private boolean done;
    private boolean closed;
    private boolean left;

    /** Takes the subscription; false if it is to be cancelled. */
    boolean take(Flow.Subscription given) {
        boolean taken = subscription == null && !closed;
        if (taken) {
            subscription = given;
        }
        return taken;
    }

    /** Returns whom to ask for {@code count} elements; null if nobody, or not yet. */
    Flow.@Nullable Subscription ask(long count) {
        if (count <= 0 || outstanding > 0 || !isOpen() || subscription == null) {
            return null;
        }
        outstanding = count;
        return subscription;
    }

    /** Tells whether an element is still taken. */
    boolean brings() {
        outstanding = Math.max(outstanding - 1, 0);
        return isOpen();
    }

    /** Tells, once, that the source has ended, unless it is closed. */
    boolean ends() {
        boolean first = isOpen();
        done = true;
        return first;
    }

    /** Takes nothing any more. */
    void close() {
        closed = true;
    }

    /** As {@link #close}; answers what is to be cancelled, or null. */
    Flow.@Nullable Subscription leave() {
        boolean first = !left && !done;
        closed = true;
        left = true;
        return first ? subscription : null;
    }

    /** Tells whether the source may still bring something. */
    boolean isOpen() {
        return !done && !closed;
    }

    boolean isClosed() {
        return closed;
    }
}
