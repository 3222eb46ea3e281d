package io.github.kashew.internal;

import io.github.kashew.Commands;
import io.github.kashew.Entry;
import io.github.kashew.Middleware;
import io.github.kashew.TypeRef;
import io.github.kashew.spi.Backend;
import java.util.List;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/** One route of a cache: the keys that begin with a prefix, and everything that serves them. Equal only to itself. */
final class Route {

    private final String prefix;
    private final Backend<?> backend;
    private final Commands commands;
    private final Store<?> store;
    private final List<Middleware> around;
    private final @Nullable Store<?> bare;
    private final Flights flights;
    private final LongPredicate isPast;

    /** Makes a route whose commands go through {@code around}, outermost first, to {@code store}. */
    Route(String prefix, Backend<?> backend, List<Middleware> around, Store<?> store, Flights flights) {
        this.prefix = prefix;
        this.backend = backend;
        this.commands = around.isEmpty() ? store : Pipeline.fold(around, store);
        this.store = store;
        this.around = around;
        this.bare = around.isEmpty() ? store : null;
        this.flights = flights;
        this.isPast = backend::isPast;
    }

    /** Returns this route with another backend, behind the same middleware. */
    Route over(Backend<?> other, Store<?> otherStore, Flights otherFlights) {
        return new Route(prefix, other, around, otherStore, otherFlights);
    }

    /** Returns this route without middleware, for names that are those of the backend. */
    Route plain() {
        return around.isEmpty() ? this : new Route(prefix, backend, List.of(), store, flights);
    }

    /** Returns what is in front of the backend. */
    Store<?> store() {
        return store;
    }

    /** Returns what the keys begin with. */
    String prefix() {
        return prefix;
    }

    /**
     * Answers how many of these bits are set, under the conditions of {@link #getNow}; a negative number otherwise.
     */
    int bitsSetNow(String key, long[] indexes) {
        return bare == null ? -1 : backend.bitsSetNow(key, indexes);
    }

    /** Returns where the keys are kept. */
    Backend<?> backend() {
        return backend;
    }

    /** Returns the way to the backend, folded once. */
    Commands commands() {
        return commands;
    }

    /**
     * Answers the entry of a key if it can be had at once and nobody stands around the store to see the command; null
     * otherwise.
     */
    <V extends @Nullable Object> @Nullable Entry<V> getNow(String key, TypeRef<V> type) {
        return bare == null ? null : bare.getNow(key, type);
    }

    /** Returns the loads that are running. */
    Flights flights() {
        return flights;
    }

    /** Returns what tells whether a moment has passed, by the time of the backend. */
    LongPredicate isPast() {
        return isPast;
    }

    long now() {
        return backend.now();
    }
}
