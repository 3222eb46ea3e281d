package io.github.kashew.error;

import org.jspecify.annotations.Nullable;

/** A lease that is held by another owner and did not become free within the waiting time. */
public class LockedException extends CacheException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception without a cause.
     *
     * @param message what failed, without secrets and without raw control characters
     */
    public LockedException(String message) {
        super(message);
    }

    /**
     * Creates the exception with the failure that led to it.
     *
     * @param message what failed, without secrets and without raw control characters
     * @param cause the failure below, or null when it is unknown
     */
    public LockedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
