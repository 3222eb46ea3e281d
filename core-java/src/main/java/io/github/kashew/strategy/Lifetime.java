package io.github.kashew.strategy;

import io.github.kashew.Entry;
import io.github.kashew.Outcome;
import org.jspecify.annotations.Nullable;

/** Makes the entry of an outcome that is to be stored: when it grows stale, and when it expires. */
interface Lifetime {

    /** Returns the entry of {@code outcome}, written at {@code now}. */
    <V extends @Nullable Object> Entry<V> entryOf(Outcome<V> outcome, long now);

    /** Tells whether {@code failure} is stored even if the condition of the plan does not say so. */
    default boolean keeps(Throwable failure) {
        return false;
    }
}
