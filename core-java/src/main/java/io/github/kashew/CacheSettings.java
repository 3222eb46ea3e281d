package io.github.kashew;

import io.github.kashew.key.KeyFormats;
import io.github.kashew.spi.CacheClock;
import io.github.kashew.spi.RemovalListener;
import java.util.List;
import java.util.concurrent.Executor;

/**
 * Everything that was said about a cache before it was built; see {@link CacheBuilder} for the meaning of each part.
 */
public record CacheSettings(
        String name,
        List<RouteBuilder> routes,
        List<Middleware> middleware,
        CacheClock clock,
        Executor executor,
        KeyFormats formats,
        RemovalListener removals,
        List<Class<? extends Throwable>> failures) {

    /** Copies. */
    public CacheSettings {
        routes = List.copyOf(routes);
        middleware = List.copyOf(middleware);
        failures = List.copyOf(failures);
    }
}
