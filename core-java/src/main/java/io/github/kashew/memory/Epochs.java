package io.github.kashew.memory;

import io.github.kashew.spi.Stored;
import io.github.kashew.spi.WriteCondition;
import java.util.concurrent.atomic.AtomicLongArray;
import org.jspecify.annotations.Nullable;

/**
 * Deletion epochs of stripes of keys.
 *
 * <p>Two keys may share a stripe: then the deletion of one keeps a load of the other from being stored, which costs a miss
 * and no more.
 */
final class Epochs {

    private static final int STRIPES = 4096;

    private final AtomicLongArray stripes = new AtomicLongArray(STRIPES);

    long of(String key) {
        return stripes.get(stripe(key));
    }

    /** Tells whether a key that holds {@code live} may be written. */
    boolean holds(WriteCondition condition, String key, @Nullable Stored<Object> live) {
        if (condition instanceof WriteCondition.Always) {
            return true;
        }
        if (condition instanceof WriteCondition.SameWrite same) {
            return live != null && Item.isRecord(live) && live.writeId() == same.writeId();
        }
        if (condition instanceof WriteCondition.SameEpoch same) {
            return live == null && of(key) == same.epoch();
        }
        return condition instanceof WriteCondition.IfAbsent == (live == null);
    }

    void raise(String key) {
        stripes.getAndIncrement(stripe(key));
    }

    void raiseAll() {
        for (int i = 0; i < STRIPES; i++) {
            stripes.getAndIncrement(i);
        }
    }

    private static int stripe(String key) {
        int hash = key.hashCode();
        return (hash ^ hash >>> 16) & (STRIPES - 1);
    }
}
