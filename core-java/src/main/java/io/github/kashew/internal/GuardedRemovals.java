package io.github.kashew.internal;

import io.github.kashew.spi.RemovalCause;
import io.github.kashew.spi.RemovalListener;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts evictions, and tells a user's removal listener, whose failures are logged and change nothing.
 *
 * @param target hears everything, unless it is {@link RemovalListener#NONE}
 */
record GuardedRemovals(RemovalListener target, LongAdder evictions) implements RemovalListener {

    private static final System.Logger LOG = System.getLogger("io.github.kashew");

    @Override
    public boolean hears(RemovalCause cause) {
        return cause == RemovalCause.EVICTION || target.hears(cause);
    }

    @Override
    public void removed(String key, RemovalCause cause) {
        if (cause == RemovalCause.EVICTION) {
            evictions.increment();
        }
        if (target.hears(cause)) {
            tell(key, cause);
        }
    }

    private void tell(String key, RemovalCause cause) {
        try {
            target.removed(key, cause);
        } catch (RuntimeException failure) {
            LOG.log(System.Logger.Level.WARNING, "a removal listener threw, which changes nothing", failure);
        }
    }
}
