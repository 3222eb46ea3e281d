package io.github.kashew.error;

import org.jspecify.annotations.Nullable;

/**
 * A key, key template or key pattern that is refused, or an argument that has no key form.
 *
 * <p>Mistakes in a template are found when it is parsed, mistakes in an argument when the key is rendered.
 */
public class InvalidKeyException extends CacheException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception without a cause.
     *
     * @param message what failed, without secrets and without raw control characters
     */
    public InvalidKeyException(String message) {
        super(message);
    }

    /**
     * Creates the exception with the failure that led to it.
     *
     * @param message what failed, without secrets and without raw control characters
     * @param cause the failure below, or null when it is unknown
     */
    public InvalidKeyException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
