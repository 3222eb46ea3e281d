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
        return new Always(ttl);
    }

    /**
     * The same ttl for every outcome; equal if the ttl is.
     *
     * @param ttl how long
     */
    record Always(Ttl ttl) implements TtlFunction<@Nullable Object> {
        @Override
        public Ttl ttl(Outcome<?> outcome) {
            return ttl;
        }

        @Override
        public String toString() {
            return ttl.toString();
        }
    }
}
