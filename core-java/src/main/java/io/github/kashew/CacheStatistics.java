package io.github.kashew;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a cache has counted since it was opened, as of one moment: by plan and by route.
 *
 * <p>An answer counts once, as a hit or as a miss; one that a guard refused or a filter knew is neither. What plans answer
 * counts for the plan and for the route of the key, what {@code get}, {@code entry} and {@code getMany} answer for the route
 * alone; {@code peek} does not count. Immutable. Numbers that change while they are read may be of slightly different
 * moments.
 *
 * @param plans by key template; plans without one by their strategies, such as {@code simple(1h) → loader}
 * @param routes by prefix
 */
public record CacheStatistics(Map<String, Counts> plans, Map<String, Counts> routes) {

    /** Copies, in the order of the names. */
    public CacheStatistics {
        plans = Collections.unmodifiableMap(new TreeMap<>(plans));
        routes = Collections.unmodifiableMap(new TreeMap<>(routes));
    }

    /** Returns the counts of all routes together. */
    public Counts total() {
        return routes.values().stream().reduce(Counts.NONE, Counts::plus);
    }

    /** Returns the counts of one plan; none if it was not called. */
    public Counts plan(String template) {
        return plans.getOrDefault(template, Counts.NONE);
    }

    /**
     * Returns the counts of one route.
     *
     * @throws IllegalArgumentException if there is no route of that prefix
     */
    public Counts route(String prefix) {
        Counts counts = routes.get(prefix);
        if (counts == null) {
            throw new IllegalArgumentException("there is no route '" + prefix + "'; there are " + routes.keySet());
        }
        return counts;
    }

    /** Draws a line for the total, each route and each plan. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("total: ").append(total());
        routes.forEach((prefix, counts) ->
                text.append("\nroute '").append(prefix).append("': ").append(counts));
        plans.forEach((plan, counts) ->
                text.append("\nplan ").append(plan).append(": ").append(counts));
        return text.toString();
    }
}
