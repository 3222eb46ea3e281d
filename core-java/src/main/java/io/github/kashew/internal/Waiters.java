package io.github.kashew.internal;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The callers of one flight, in the order in which they came, linked through themselves: a stampede has many, and each
 * may leave at any time. Guarded by the lock of the flight.
 */
final class Waiters<V extends @Nullable Object> {

    private @Nullable Waiter<V> last;
    private int count;

    void add(Waiter<V> waiter) {
        waiter.before = last;
        if (last != null) {
            last.after = waiter;
        }
        last = waiter;
        waiter.waits = true;
        count++;
    }

    void remove(Waiter<V> waiter) {
        if (!waiter.waits) {
            return;
        }
        if (waiter.before != null) {
            waiter.before.after = waiter.after;
        }
        if (waiter.after != null) {
            waiter.after.before = waiter.before;
        } else {
            last = waiter.before;
        }
        unlink(waiter);
    }

    boolean isEmpty() {
        return count == 0;
    }

    /** Takes all of them off, and answers them in the order in which they came. */
    List<Waiter<V>> takeAll() {
        List<Waiter<V>> all = new ArrayList<>(count);
        Waiter<V> next = last;
        while (next != null) {
            Waiter<V> before = next.before;
            all.add(next);
            unlink(next);
            next = before;
        }
        last = null;
        Collections.reverse(all);
        return all;
    }

    private void unlink(Waiter<V> waiter) {
        waiter.before = null;
        waiter.after = null;
        waiter.waits = false;
        count--;
    }
}
