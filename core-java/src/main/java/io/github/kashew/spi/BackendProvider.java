package io.github.kashew.spi;

import java.util.Set;

/**
 * Makes backends of URLs; found by {@link java.util.ServiceLoader}.
 */
public interface BackendProvider {

    /** Returns the URL schemes that this provider serves, in lower case. */
    Set<String> schemes();

    /**
     * Makes a backend.
     *
     * @throws io.github.kashew.error.NotConfiguredException if the URL has a parameter or a value that is not permitted;
     *     the message names it and never shows a password
     */
    Backend<?> open(BackendUrl url, BackendContext context);
}
