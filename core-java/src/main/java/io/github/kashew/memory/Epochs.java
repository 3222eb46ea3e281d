package io.github.kashew.memory;

import java.util.concurrent.atomic.AtomicLongArray;

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
