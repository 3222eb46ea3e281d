package io.github.kashew.error;

import org.jspecify.annotations.Nullable;

/**
 * A commit that was refused: something that the transaction read has changed since, or a lease of it was lost. Nothing was
 * written; running the block again may succeed.
 */
public class TransactionConflictException extends CacheException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception without a cause.
     *
     * @param message what failed, without secrets and without raw control characters
     */
    public TransactionConflictException(String message) {
        super(message);
    }

    /**
     * Creates the exception with the failure that led to it.
     *
     * @param message what failed, without secrets and without raw control characters
     * @param cause the failure below, or null when it is unknown
     */
    public TransactionConflictException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
