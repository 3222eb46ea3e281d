package io.github.kashew.internal;

import io.github.kashew.CachePlan;
import io.github.kashew.Ttl;
import io.github.kashew.TypeRef;
import io.github.kashew.strategy.Strategies;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The plans of calls that bring their own key and ttl: one for each type and ttl, as long as there are not too many. */
final class OneOffPlans {

    /** Beyond this many plans, one is made for each call with a new type or ttl. */
    private static final int MOST = 1024;

    private final RoutedCache cache;
    private final Map<Kind, CachePlan<?>> plans = new ConcurrentHashMap<>();

    OneOffPlans(RoutedCache cache) {
        this.cache = cache;
    }

    private record Kind(TypeRef<?> type, Ttl ttl) {}

    @SuppressWarnings("unchecked") // a kind has one type
    <V> CachePlan<V> of(TypeRef<V> type, Ttl ttl) {
        Kind kind = new Kind(type, ttl);
        CachePlan<?> known = plans.get(kind);
        if (known != null) {
            return (CachePlan<V>) known;
        }
        if (plans.size() >= MOST) {
            return build(type, ttl);
        }
        return (CachePlan<V>) plans.computeIfAbsent(kind, ignored -> build(type, ttl));
    }

    private <V> CachePlan<V> build(TypeRef<V> type, Ttl ttl) {
        return cache.plan(type)
                .through(Strategies.simple(ttl))
                .flightGroup(this)
                .build();
    }
}
