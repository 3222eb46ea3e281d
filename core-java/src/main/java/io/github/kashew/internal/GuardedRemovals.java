package io.github.kashew.internal;

import io.github.kashew.spi.RemovalCause;
import io.github.kashew.spi.RemovalListener;

/** A user's removal listener, whose failures are logged and change nothing. */
record GuardedRemovals(RemovalListener target) implements RemovalListener {

    private static final System.Logger LOG = System.getLogger("io.github.kashew");

    /** Returns a guarded listener, or none for none, so that stores can leave out what nobody hears. */
    static RemovalListener of(RemovalListener target) {
        return target == NONE ? NONE : new GuardedRemovals(target);
    }

    @Override
    public void removed(String key, RemovalCause cause) {
        try {
            target.removed(key, cause);
        } catch (RuntimeException failure) {
            LOG.log(System.Logger.Level.WARNING, "a removal listener threw, which changes nothing", failure);
        }
    }
}
