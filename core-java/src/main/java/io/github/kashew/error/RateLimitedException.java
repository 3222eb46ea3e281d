package io.github.kashew.error;

import java.time.Duration;
import java.util.Objects;

/** A call that a rate limit refused. */
public class RateLimitedException extends CacheException {
    private static final long serialVersionUID = 1L;

    /** The time to wait before another call has a chance. */
    private final Duration retryAfter;

    /**
     * Creates the exception.
     *
     * @param message what was refused and by which limit
     * @param retryAfter the time to wait, zero or more
     * @throws IllegalArgumentException if {@code retryAfter} is negative
     */
    public RateLimitedException(String message, Duration retryAfter) {
        super(message);
        Objects.requireNonNull(retryAfter, "retryAfter");
        if (retryAfter.isNegative()) {
            throw new IllegalArgumentException("retryAfter must be zero or more, was " + retryAfter);
        }
        this.retryAfter = retryAfter;
    }

    /** Returns the time to wait before another call has a chance, zero or more. */
    public final Duration retryAfter() {
        return retryAfter;
    }
}
