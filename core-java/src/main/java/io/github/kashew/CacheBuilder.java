package io.github.kashew;

import io.github.kashew.error.NotConfiguredException;
import io.github.kashew.error.Printable;
import io.github.kashew.key.KeyFormats;
import io.github.kashew.spi.Backend;
import io.github.kashew.spi.BackendContext;
import io.github.kashew.spi.CacheClock;
import io.github.kashew.spi.RemovalListener;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Says what a {@link Cache} is. Not thread-safe; a built cache does not follow later changes of its builder.
 */
public final class CacheBuilder {

    private final Function<CacheSettings, Cache> opening;
    private String name = "cache";
    private final List<RouteBuilder> routes = new ArrayList<>();
    private final List<Middleware> middleware = new ArrayList<>();
    private CacheClock clock = CacheClock.system();
    private Executor executor = ForkJoinPool.commonPool();
    private KeyFormats formats = KeyFormats.standard();
    private RemovalListener removals = RemovalListener.NONE;
    private List<Class<? extends Throwable>> failures = List.of();
    private final ByteDefaults byteDefaults = new ByteDefaults();

    CacheBuilder(Function<CacheSettings, Cache> opening) {
        this.opening = opening;
    }

    /** Names the cache, for messages; "cache" by default. */
    public CacheBuilder name(String cacheName) {
        name = Objects.requireNonNull(cacheName, "name");
        return this;
    }

    /**
     * Keeps the keys that begin with {@code prefix}, unless a longer prefix matches, in the store that {@code url} names.
     *
     * @param url for example {@code "mem://?size=10000"}
     * @throws io.github.kashew.error.NotConfiguredException if there is a route for the prefix already
     */
    public CacheBuilder route(String prefix, String url) {
        return route(prefix, url, options -> {});
    }

    /** As {@link #route(String, String)}, with options that a URL cannot hold. */
    public CacheBuilder route(String prefix, String url, Consumer<RouteBuilder> options) {
        return add(new RouteBuilder(prefix, new RouteBuilder.Source.Url(url), byteDefaults), options);
    }

    /**
     * Keeps the keys that begin with {@code prefix} in a backend of the application's own.
     *
     * @param backend is called when the cache is built; the cache closes what it returns
     */
    public CacheBuilder route(
            String prefix, Function<BackendContext, ? extends Backend<?>> backend, Consumer<RouteBuilder> options) {
        return add(new RouteBuilder(prefix, new RouteBuilder.Source.Factory(backend), byteDefaults), options);
    }

    private CacheBuilder add(RouteBuilder route, Consumer<RouteBuilder> options) {
        if (routes.stream().anyMatch(known -> known.prefix().equals(route.prefix()))) {
            throw new NotConfiguredException(
                    "there are two routes for prefix " + Printable.text(route.prefix()) + "; give each prefix one");
        }
        options.accept(route);
        routes.add(route);
        return this;
    }

    /**
     * Says how values become bytes on all routes that keep bytes, for example with one secret for all of them. What a route
     * or its URL says goes first; the order of the calls does not matter. Routes that keep objects are not concerned.
     */
    public CacheBuilder bytes(Consumer<ByteDefaults> options) {
        options.accept(byteDefaults);
        return this;
    }

    /** Adds middleware around the commands of all routes; the first one added is the outermost. */
    public CacheBuilder middleware(Middleware around) {
        middleware.add(around);
        return this;
    }

    /** Sets the clock; that of the process by default, a {@link ManualClock} in tests. */
    public CacheBuilder clock(CacheClock time) {
        clock = Objects.requireNonNull(time, "clock");
        return this;
    }

    /**
     * Sets where blocking loaders run and callers are completed that nobody else completes; the common pool by default.
     * The cache does not shut it down.
     */
    public CacheBuilder executor(Executor pool) {
        executor = Objects.requireNonNull(pool, "executor");
        return this;
    }

    /** Sets the functions and type formats of key templates; {@link KeyFormats#standard()} by default. */
    public CacheBuilder keyFormats(KeyFormats keyFormats) {
        formats = Objects.requireNonNull(keyFormats, "keyFormats");
        return this;
    }

    /** Hears what leaves the stores of this cache, as far as they notice. */
    public CacheBuilder removalListener(RemovalListener listener) {
        removals = Objects.requireNonNull(listener, "removalListener");
        return this;
    }

    /**
     * Names the failures that {@code failover}, {@code soft} and {@code circuitBreaker} are about where they have no list
     * of their own. Without this, the first two cover every {@link Exception} and the last counts every failure.
     *
     * @throws IllegalArgumentException if none is named
     */
    @SafeVarargs
    @SuppressWarnings("varargs") // the array is only read
    public final CacheBuilder failures(Class<? extends Throwable>... types) {
        if (types.length == 0) {
            throw new IllegalArgumentException(
                    "failures needs at least one type of failure, such as IOException.class");
        }
        failures = List.of(types);
        return this;
    }

    /**
     * Opens the stores and the cache.
     *
     * @throws io.github.kashew.error.NotConfiguredException if there is no route, no provider for a scheme, or a URL is
     *     refused; what was opened before is closed again
     */
    public Cache build() {
        return opening.apply(new CacheSettings(name, routes, middleware, clock, executor, formats, removals, failures));
    }
}
