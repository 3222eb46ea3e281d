package io.github.kashew;

import org.jspecify.annotations.Nullable;

/**
 * What looking a key up found: an {@link Entry}, or why there is none.
 *
 * @param <V> the type of the value
 */
public sealed interface Lookup<V extends @Nullable Object> permits Entry, Missing {

    /** Returns the entry, or null where there is none. */
    default @Nullable Entry<V> entry() {
        return this instanceof Entry<V> found ? found : null;
    }
}
