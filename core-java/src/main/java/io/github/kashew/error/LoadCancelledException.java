package io.github.kashew.error;

import java.util.concurrent.CancellationException;

/**
 * A load that cancelled itself, or was cancelled by somebody else than its callers.
 *
 * <p>Its own {@link CancellationException} is the cause and not what callers see: in a coroutine that would end a caller
 * silently, as if the caller had been cancelled.
 */
public class LoadCancelledException extends CacheException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param key the key that was being loaded
     * @param cause how the load was cancelled
     */
    public LoadCancelledException(String key, CancellationException cause) {
        super("the load of " + Printable.text(key) + " was cancelled, though its callers still wait", cause);
    }
}
