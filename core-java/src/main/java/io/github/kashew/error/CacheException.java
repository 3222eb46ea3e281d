package io.github.kashew.error;

import org.jspecify.annotations.Nullable;

/** The root of all failures that Kashew itself raises. */
public class CacheException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception without a cause.
     *
     * @param message what failed, without secrets and without raw control characters
     */
    public CacheException(String message) {
        super(message);
    }

    /**
     * Creates the exception with the failure that led to it.
     *
     * @param message what failed, without secrets and without raw control characters
     * @param cause the failure below, or null when it is unknown
     */
    public CacheException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
