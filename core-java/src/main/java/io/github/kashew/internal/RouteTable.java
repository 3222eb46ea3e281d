package io.github.kashew.internal;

import io.github.kashew.error.NotConfiguredException;
import io.github.kashew.error.Printable;
import io.github.kashew.key.KeyRules;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds the route of a key: the one with the longest prefix.
 *
 * <p>Prefixes are found by their first character, so that the cost of a look-up does not grow with their number unless
 * they begin alike.
 */
final class RouteTable implements Routes {

    private static final int DIRECT = 128;
    private static final Comparator<Route> LONGEST_FIRST =
            Comparator.comparingInt((Route route) -> route.prefix().length()).reversed();

    private final List<Route> routes;
    private final @Nullable Route fallback;
    private final @Nullable Route only;
    private final Route[][] byFirst = new Route[DIRECT][];
    private final Route[] others;

    RouteTable(List<Route> routes) {
        this.routes = routes.stream().sorted(LONGEST_FIRST).toList();
        this.fallback = this.routes.stream()
                .filter(route -> route.prefix().isEmpty())
                .findFirst()
                .orElse(null);
        Route[] prefixed =
                this.routes.stream().filter(route -> !route.prefix().isEmpty()).toArray(Route[]::new);
        this.only = prefixed.length == 0 ? fallback : null;
        for (int c = 0; c < DIRECT; c++) {
            char first = (char) c;
            byFirst[c] = Arrays.stream(prefixed)
                    .filter(route -> route.prefix().charAt(0) == first)
                    .toArray(Route[]::new);
        }
        this.others = Arrays.stream(prefixed)
                .filter(route -> route.prefix().charAt(0) >= DIRECT)
                .toArray(Route[]::new);
    }

    @Override
    public Route of(String key) {
        char first = key.isEmpty() ? KeyRules.RESERVED : key.charAt(0);
        if (first == KeyRules.RESERVED) {
            KeyRules.check(key);
        }
        if (only != null) {
            return only;
        }
        for (Route route : first < DIRECT ? byFirst[first] : others) {
            if (key.startsWith(route.prefix())) {
                return route;
            }
        }
        if (fallback == null) {
            throw new NotConfiguredException("no route for key " + Printable.text(key) + ": prefixes are "
                    + routes.stream().map(route -> "'" + route.prefix() + "'").collect(Collectors.joining(", "))
                    + "; add route(\"\", …) for all other keys");
        }
        return fallback;
    }

    @Override
    public Route ofAny(String key) {
        return of(InternalKeys.isInternal(key) ? InternalKeys.subject(key) : key);
    }

    @Override
    public List<Route> meeting(String head) {
        return routes.stream()
                .filter(route -> route.prefix().startsWith(head) || head.startsWith(route.prefix()))
                .toList();
    }

    @Override
    public List<Route> all() {
        return routes;
    }
}
