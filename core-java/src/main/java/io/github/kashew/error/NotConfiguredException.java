package io.github.kashew.error;

import org.jspecify.annotations.Nullable;

/**
 * A cache that was asked for something its configuration does not provide: no route for a key, an unknown URL scheme or
 * parameter, a missing secret.
 */
public class NotConfiguredException extends CacheException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception without a cause.
     *
     * @param message what failed, without secrets and without raw control characters
     */
    public NotConfiguredException(String message) {
        super(message);
    }

    /**
     * Creates the exception with the failure that led to it.
     *
     * @param message what failed, without secrets and without raw control characters
     * @param cause the failure below, or null when it is unknown
     */
    public NotConfiguredException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
