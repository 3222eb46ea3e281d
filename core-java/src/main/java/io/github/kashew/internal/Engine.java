package io.github.kashew.internal;

import io.github.kashew.CacheContext;
import io.github.kashew.Command;
import io.github.kashew.Commands;
import io.github.kashew.error.CacheException;
import io.github.kashew.key.KeyFormats;
import io.github.kashew.key.KeyTemplate;
import io.github.kashew.spi.CacheClock;
import io.github.kashew.spi.KeyPattern;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * What plans of one cache share.
 */
final class Engine implements AutoCloseable {

    private final String name;
    private final RouteTable routes;
    private final Commands commands;
    private final boolean isGuarded;
    private final CacheClock clock;
    private final Executor executor;
    private final Executor answering;
    private final KeyFormats formats;
    private final Map<Object, CompletableFuture<?>> waiting = new ConcurrentHashMap<>();
    private volatile boolean transactional;
    private volatile boolean closed;

    Engine(
            String name,
            RouteTable routes,
            CacheClock clock,
            Executor executor,
            Executor answering,
            KeyFormats formats) {
        this.name = name;
        this.routes = routes;
        this.commands = new Router(routes);
        this.isGuarded = routes.all().stream().anyMatch(route -> route.guard() != null);
        this.clock = clock;
        this.executor = executor;
        this.answering = answering;
        this.formats = formats;
    }

    Route route(String key) {
        return routes.of(key);
    }

    /** Returns the route of a key for a caller in {@code context}, who may be part of a transaction. */
    Route route(String key, CacheContext context) {
        OpenTransaction open = transaction(context);
        return open == null ? routes.of(key) : open.route(key);
    }

    /** Returns the transaction on this cache that is in force in {@code context}, or null. */
    @Nullable
    OpenTransaction transaction(CacheContext context) {
        return transactional ? OpenTransaction.on(this, context.transaction()) : null;
    }

    /** Looks for transactions from now on: until the first one, nobody pays for asking. */
    void beginTransactions() {
        transactional = true;
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

    /** As {@link #commands()}, for a context, from whatever thread; the caller may be part of a transaction. */
    Commands commands(CacheContext context) {
        requireOpen();
        OpenTransaction open = transaction(context);
        Commands all = open == null ? commands : open.overlaid();
        Commands inner = context.isScoped() ? new CommandsThrough(new InContext(context, all)) : all;
        return isGuarded ? new CommandsThrough(new Admitting(this, context, inner)) : inner;
    }

    /** Returns the way to all routes for the caller on this thread, who may be part of a transaction. */
    Commands commandsHere() {
        OpenTransaction open = transactional ? transaction(CacheContext.current()) : null;
        return open == null ? commands() : open.overlaid();
    }

    /** Returns the route of a key for the caller on this thread. */
    Route routeHere(String key) {
        return transactional ? route(key, CacheContext.current()) : routes.of(key);
    }

    /** Requires that what a command is about belongs to a context, where its route requires that. */
    void admit(Command<?> command, CacheContext context) {
        if (!isGuarded) {
            return;
        }
        for (String key : command.keys()) {
            switch (command.kind()) {
                case GET_MATCH, SCAN, DELETE_MATCH ->
                    routes.meeting(KeyPattern.of(key).literalPrefix()).forEach(route -> route.admit(key, context));
                default -> routes.ofAny(key).admit(key, context);
            }
        }
    }

    /** Requires that the keys of a template belong to the context where their route requires that, if it is known by now. */
    void admit(KeyTemplate template) {
        String head = KeyPattern.of(template.pattern()).literalPrefix();
        for (Route route : routes.all()) {
            if (head.startsWith(route.prefix())) {
                TenantGuard guard = route.guard();
                if (guard != null) {
                    guard.admit(template);
                }
                return;
            }
        }
    }

    CacheClock clock() {
        return clock;
    }

    /** Returns the executor of the application, for loaders that block. */
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

    boolean isClosed() {
        return closed;
    }

    CacheException closedException() {
        return new CacheException("cache '" + name + "' is closed");
    }

    /** Runs {@code task} on the executor, or elsewhere if that does not: an answer must not get lost. */
    void runElsewhere(Runnable task) {
        answering.execute(task);
    }

    /** Fails {@code call} when the cache is closed before it is answered. */
    void failWhenClosed(CompletableFuture<?> call) {
        Object ticket = new Object();
        waiting.put(ticket, call);
        call.whenComplete((answer, failure) -> waiting.remove(ticket));
        if (closed) {
            call.completeExceptionally(closedException());
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
        }
        waiting.values().forEach(call -> call.completeExceptionally(failure));
        routes.all().forEach(route -> route.backend().close());
    }

    @Override
    public String toString() {
        return "Cache['" + name + "']";
    }
}
