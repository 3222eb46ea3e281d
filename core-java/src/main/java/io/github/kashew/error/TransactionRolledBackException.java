package io.github.kashew.error;

import org.jspecify.annotations.Nullable;

/**
 * A transaction that ended without a commit: it took longer than its timeout, or an inner block failed and the outer one went
 * on as if it had not. Nothing was written.
 */
public class TransactionRolledBackException extends CacheException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception without a cause.
     *
     * @param message what failed, without secrets and without raw control characters
     */
    public TransactionRolledBackException(String message) {
        super(message);
    }

    /**
     * Creates the exception with the failure that led to it.
     *
     * @param message what failed, without secrets and without raw control characters
     * @param cause the failure below, or null when it is unknown
     */
    public TransactionRolledBackException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
