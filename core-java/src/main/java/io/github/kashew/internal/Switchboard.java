package io.github.kashew.internal;

import io.github.kashew.CacheContext;
import io.github.kashew.CommandKind;
import io.github.kashew.Switch;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What is switched off in one cache: in the whole process, or in a context. Thread-safe. */
final class Switchboard {

    private final List<String> prefixes;
    private volatile List<Switch> off = List.of();

    Switchboard(List<String> prefixes) {
        this.prefixes = List.copyOf(prefixes);
    }

    /** Requires that a switch is about routes that exist. */
    void check(Switch one) {
        if (one.prefix() != null && !prefixes.contains(one.prefix())) {
            throw new IllegalArgumentException(
                    "there is no route '" + one.prefix() + "' to switch; there are " + prefixes);
        }
    }

    synchronized void disable(Switch one) {
        check(one);
        List<Switch> more = new ArrayList<>(off);
        parts(one).filter(part -> !more.contains(part)).forEach(more::add);
        off = List.copyOf(more);
    }

    synchronized void enable(Switch one) {
        check(one);
        List<Switch> rest = new ArrayList<>(off);
        parts(one).forEach(rest::remove);
        off = List.copyOf(rest);
    }

    /** Parts a switch into those of one kind and one route, so that each can be turned by itself. */
    private Stream<Switch> parts(Switch one) {
        List<String> routes = one.prefix() == null ? prefixes : List.of(one.prefix());
        return routes.stream()
                .flatMap(prefix ->
                        one.kinds().stream().map(kind -> Switch.of(kind).on(prefix)));
    }

    /** Tells whether commands of a kind reach the store of a route from a context. */
    boolean isOn(CommandKind kind, String prefix, CacheContext context) {
        for (Switch one : off) {
            if (one.covers(kind, prefix)) {
                return false;
            }
        }
        return !context.isDisabled(this, kind, prefix);
    }
}
