package io.github.kashew.internal;

import io.github.kashew.Commands;
import io.github.kashew.error.CacheException;
import io.github.kashew.key.KeyFormats;
import io.github.kashew.spi.CacheClock;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * What plans of one cache share.
 */
final class Engine implements AutoCloseable {

    private final String name;
    private final RouteTable routes;
    private final Commands commands;
    private final CacheClock clock;
    private final Executor executor;
    private final KeyFormats formats;
    private volatile boolean closed;

    Engine(String name, RouteTable routes, CacheClock clock, Executor executor, KeyFormats formats) {
        this.name = name;
        this.routes = routes;
        this.commands = new Router(routes);
        this.clock = clock;
        this.executor = executor;
        this.formats = formats;
    }

    Route route(String key) {
        return routes.of(key);
    }

    RouteTable routes() {
        return routes;
    }

    /**
     * Returns the way to all routes.
     *
     * @throws CacheException if the cache is closed
     */
    Commands commands() {
        requireOpen();
        return commands;
    }

    CacheClock clock() {
        return clock;
    }

    Executor executor() {
        return executor;
    }

    KeyFormats formats() {
        return formats;
    }

    void requireOpen() {
        if (closed) {
            throw closedException();
        }
    }

    private CacheException closedException() {
        return new CacheException("cache '" + name + "' is closed");
    }

    /** Runs {@code task} on the executor, or here if the executor refuses: an answer must not get lost. */
    void runElsewhere(Runnable task) {
        try {
            executor.execute(task);
        } catch (RejectedExecutionException refused) {
            task.run();
        }
    }

    /** Fails every call that waits, cancels every load, and releases the backends. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        CacheException failure = closedException();
        for (Route route : routes.all()) {
            route.flights().all().forEach(flight -> flight.abort(failure));
            route.backend().close();
        }
    }

    @Override
    public String toString() {
        return "Cache['" + name + "']";
    }
}
