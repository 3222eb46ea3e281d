package io.github.kashew.error;

import org.jspecify.annotations.Nullable;

/** A load that did not finish within its load timeout; its result, should it still come, is not stored. */
public class LoadTimeoutException extends CacheException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception without a cause.
     *
     * @param message what failed, without secrets and without raw control characters
     */
    public LoadTimeoutException(String message) {
        super(message);
    }

    /**
     * Creates the exception with the failure that led to it.
     *
     * @param message what failed, without secrets and without raw control characters
     * @param cause the failure below, or null when it is unknown
     */
    public LoadTimeoutException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
