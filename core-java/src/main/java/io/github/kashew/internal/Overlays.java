package io.github.kashew.internal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The routes of a cache as one transaction sees them, each over an overlay that is made when the route is first used.
 *
 * <p>What strategies keep beside the values, such as counts of hits and limiters, is not part of a transaction: its keys lead
 * to the routes themselves. The copies of a failover are values.
 */
final class Overlays implements Routes {

    private final RouteTable routes;
    private final Map<Route, Over<?>> overlays = new ConcurrentHashMap<>();

    Overlays(RouteTable routes) {
        this.routes = routes;
    }

    /**
     * A route and what a transaction does to it.
     *
     * @param route the route of the transaction
     * @param base the route of the cache
     */
    record Over<S>(Route route, Route base, Overlay<S> overlay) {

        static <S> Over<S> of(Route base, Store<S> store) {
            Overlay<S> overlay = new Overlay<>(store.backend);
            Flights flights = new Flights();
            return new Over<>(base.over(overlay, store.over(overlay, flights), flights), base, overlay);
        }
    }

    /** Returns the route of this transaction for one of the cache. */
    Route of(Route base) {
        return overlays.computeIfAbsent(base, route -> Over.of(route, route.store()))
                .route();
    }

    @Override
    public Route of(String key) {
        return of(routes.of(key));
    }

    @Override
    public Route ofAny(String key) {
        Route base = routes.ofAny(key);
        return InternalKeys.isInternal(key) && !InternalKeys.isCopy(key) ? base : of(base);
    }

    @Override
    public List<Route> meeting(String head) {
        return routes.meeting(head).stream().map(this::of).toList();
    }

    @Override
    public List<Route> all() {
        return routes.all().stream().map(this::of).toList();
    }

    /** Returns what was used, in the order of the prefixes. */
    List<Over<?>> used() {
        List<Over<?>> used = new ArrayList<>(overlays.values());
        used.sort(Comparator.comparing(over -> over.base().prefix()));
        return used;
    }
}
