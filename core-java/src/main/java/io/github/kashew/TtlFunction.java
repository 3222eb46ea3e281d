package io.github.kashew;

import org.jspecify.annotations.Nullable;

/**
 * Chooses how long the outcome of a load is kept, for example less for a failure than for a value.
 *
 * <p>What it throws fails the call, and nothing is stored.
 *
 * @param <V> the type of the value
 */
@FunctionalInterface
public interface TtlFunction<V extends @Nullable Object> {

    /** Returns the ttl of {@code outcome}. */
    Ttl ttl(Outcome<? extends V> outcome);

    /** Returns the same ttl for every outcome. */
    static TtlFunction<@Nullable Object> always(Ttl ttl) {
        return outcome -> ttl;
    }
}
