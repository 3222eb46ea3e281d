package io.github.kashew;

import io.github.kashew.key.Args;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a load ended: what conditions and functions that choose a ttl are asked about.
 *
 * @param key the key of the call
 * @param args the values of the call; empty where the call gave its key itself
 * @param value the value, or null if the load failed or brought null
 * @param failure what the load failed with, as it was thrown, or null
 * @param loadTime how long it took
 * @param reused whether a part of the value was not loaded: a cached call inside the load, or a copy, answered it
 */
public record Outcome<V extends @Nullable Object>(
        String key, Args args, @Nullable V value, @Nullable Throwable failure, Duration loadTime, boolean reused) {

    /** Makes the outcome of a load of which nothing was reused. */
    public Outcome(String key, Args args, @Nullable V value, @Nullable Throwable failure, Duration loadTime) {
        this(key, args, value, failure, loadTime, false);
    }

    /** Tells whether the load failed. */
    public boolean failed() {
        return failure != null;
    }
}
