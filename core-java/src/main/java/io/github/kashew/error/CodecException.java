package io.github.kashew.error;

import org.jspecify.annotations.Nullable;

/**
 * Bytes that could not be produced from a value, or whose signature is refused under a policy that raises.
 *
 * <p>Stored bytes that cannot be read are a miss by default and do not raise this exception.
 */
public class CodecException extends CacheException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception without a cause.
     *
     * @param message what failed, without secrets and without raw control characters
     */
    public CodecException(String message) {
        super(message);
    }

    /**
     * Creates the exception with the failure that led to it.
     *
     * @param message what failed, without secrets and without raw control characters
     * @param cause the failure below, or null when it is unknown
     */
    public CodecException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
