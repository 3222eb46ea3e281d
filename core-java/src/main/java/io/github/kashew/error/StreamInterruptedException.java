package io.github.kashew.error;

import org.jspecify.annotations.Nullable;

/** A replay of a cached stream that cannot go on, because a part of what was stored is lost; it is never cut short. */
public class StreamInterruptedException extends CacheException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception without a cause.
     *
     * @param message what failed, without secrets and without raw control characters
     */
    public StreamInterruptedException(String message) {
        super(message);
    }

    /**
     * Creates the exception with the failure that led to it.
     *
     * @param message what failed, without secrets and without raw control characters
     * @param cause the failure below, or null when it is unknown
     */
    public StreamInterruptedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
