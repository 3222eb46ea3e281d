package io.github.kashew.internal;

import java.util.List;

/** The routes of a cache, or of one transaction on it. */
interface Routes {

    /**
     * Returns the route of a key.
     *
     * @throws io.github.kashew.error.InvalidKeyException if the key is empty or in the reserved namespace
     * @throws io.github.kashew.error.NotConfiguredException if no prefix matches
     */
    Route of(String key);

    /** Returns the route of a key, which may be internal: then that of the key that it is about. */
    Route ofAny(String key);

    /** Returns the routes that may hold keys which begin with {@code head}. */
    List<Route> meeting(String head);

    /** Returns all routes, longest prefix first. */
    List<Route> all();
}
