package io.github.kashew.internal;

import io.github.kashew.CacheContext;
import io.github.kashew.CommandKind;
import io.github.kashew.Commands;
import io.github.kashew.Entry;
import io.github.kashew.Middleware;
import io.github.kashew.TypeRef;
import io.github.kashew.spi.Backend;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/** One route of a cache: the keys that begin with a prefix, and everything that serves them. Equal only to itself. */
final class Route {

    private final String prefix;
    private final Backend<?> backend;
    private final List<Middleware> around;
    private final Store<?> store;
    private final Commands plain;
    private final Commands guarded;
    private final Parts parts;
    private final Gate gate;
    private final Callbacks callbacks;
    private final @Nullable TenantGuard guard;
    private final @Nullable Store<?> bare;
    private final Flights flights;
    private final Tallies tallies;
    private final Suppression suppression;
    private final LongPredicate isPast;

    /** Whether anything has ever been switched off, or any callback told: from then on, each command is looked at. */
    private volatile boolean watched;

    /** The store, if nobody stands around it to see commands. */
    private volatile @Nullable Store<?> direct;

    /** What a route is made of, besides its store. */
    record Parts(
            Flights flights,
            Tallies tallies,
            Gate gate,
            Callbacks callbacks,
            @Nullable TenantGuard guard) {

        private Parts with(Flights others) {
            return new Parts(others, tallies, gate, callbacks, guard);
        }
    }

    /** Makes a route whose commands go through {@code around}, outermost first, to {@code store}. */
    Route(String prefix, Backend<?> backend, List<Middleware> around, Store<?> store, Parts parts) {
        this.prefix = prefix;
        this.backend = backend;
        this.around = around;
        this.store = store;
        this.parts = parts;
        this.gate = parts.gate;
        this.callbacks = parts.callbacks;
        this.guard = parts.guard;
        List<Middleware> all = new ArrayList<>(around);
        if (!around.isEmpty()) {
            all.add(0, new Detaching(parts.flights));
        }
        this.plain = around.isEmpty() ? store : Pipeline.fold(all, store);
        List<Middleware> watching = new ArrayList<>(all);
        watching.add(0, gate);
        watching.add(callbacks);
        this.guarded = Pipeline.fold(watching, store);
        this.bare = around.isEmpty() ? store : null;
        this.direct = guard == null ? bare : null;
        this.flights = parts.flights;
        this.tallies = parts.tallies;
        this.suppression = store.suppression;
        this.isPast = backend::isPast;
    }

    /** Returns this route with another backend, behind the same middleware; each command is looked at. */
    Route over(Backend<?> other, Store<?> otherStore, Flights otherFlights) {
        Route over = new Route(prefix, other, around, otherStore, parts.with(otherFlights));
        over.watch(); // it is not told when this one has to be
        return over;
    }

    /** Returns this route without middleware, for names that are those of the backend. */
    Route plain() {
        return around.isEmpty() && !watched ? this : new Route(prefix, backend, List.of(), store, parts);
    }

    /** Returns what is in front of the backend. */
    Store<?> store() {
        return store;
    }

    /** Looks at each command from now on, whether it is switched off and who hears of it. */
    void watch() {
        watched = true;
        direct = null;
    }

    /** Returns what the keys begin with. */
    String prefix() {
        return prefix;
    }

    /**
     * Answers how many of these bits are set, under the conditions of {@link #getNow}; a negative number otherwise.
     */
    int bitsSetNow(String key, long[] indexes) {
        return direct == null ? -1 : backend.bitsSetNow(key, indexes);
    }

    /** Returns where the keys are kept. */
    Backend<?> backend() {
        return backend;
    }

    /** Returns the way to the backend, folded once, for the current context. */
    Commands commands() {
        return watched ? guarded : plain;
    }

    /** Returns the way to the backend for a context, from whatever thread. */
    Commands commands(CacheContext context) {
        return watched && context.isScoped() ? new CommandsThrough(new InContext(context, guarded)) : commands();
    }

    /** Returns the way to the backend past all switches, for what was begun before they were turned. */
    Commands commandsPastSwitches() {
        return plain;
    }

    /** Returns what may be switched off, and what answers then. */
    Gate gate() {
        return gate;
    }

    /** Returns what keys are required to belong to, or null. */
    @Nullable
    TenantGuard guard() {
        return guard;
    }

    /**
     * Requires that a key belongs to a context, where this route requires that.
     *
     * @throws io.github.kashew.error.InvalidKeyException if it does not
     */
    void admit(String key, CacheContext context) {
        if (guard != null) {
            guard.admit(key, context);
        }
    }

    /**
     * Answers the entry of a key if it can be had at once and nobody stands around the store to see the command; null
     * otherwise.
     */
    <V extends @Nullable Object> @Nullable Entry<V> getNow(String key, TypeRef<V> type) {
        Store<?> now = direct;
        return now == null ? getNowIfUnseen(key, type) : now.getNow(key, type);
    }

    private <V extends @Nullable Object> @Nullable Entry<V> getNowIfUnseen(String key, TypeRef<V> type) {
        if (bare == null) {
            return null;
        }
        CacheContext context = CacheContext.current();
        admit(key, context);
        return gate.isOpen(CommandKind.GET, context) && callbacks.isEmpty(context) ? bare.getNow(key, type) : null;
    }

    /** Returns the loads that are running. */
    Flights flights() {
        return flights;
    }

    /** Returns what becomes of failures of the store. */
    Suppression suppression() {
        return suppression;
    }

    /** Returns what is counted here. */
    Tallies tallies() {
        return tallies;
    }

    /** Returns what tells whether a moment has passed, by the time of the backend. */
    LongPredicate isPast() {
        return isPast;
    }

    long now() {
        return backend.now();
    }
}
