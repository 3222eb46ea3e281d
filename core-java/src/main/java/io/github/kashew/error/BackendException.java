package io.github.kashew.error;

import org.jspecify.annotations.Nullable;

/**
 * A storage that failed or could not be reached.
 *
 * <p>Reads and writes raise it only where failures are not suppressed; invalidations always raise it unless they are
 * queued for replay.
 */
public class BackendException extends CacheException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception without a cause.
     *
     * @param message what failed, without secrets and without raw control characters
     */
    public BackendException(String message) {
        super(message);
    }

    /**
     * Creates the exception with the failure that led to it.
     *
     * @param message what failed, without secrets and without raw control characters
     * @param cause the failure below, or null when it is unknown
     */
    public BackendException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
