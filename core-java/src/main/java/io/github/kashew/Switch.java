package io.github.kashew;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What can be switched off and on: commands of some kinds, of one route or of all. Immutable.
 *
 * @param kinds the kinds of commands
 * @param prefix the prefix of the route, or null for all routes
 */
public record Switch(Set<CommandKind> kinds, @Nullable String prefix) {

    private static final Switch ALL = new Switch(EnumSet.allOf(CommandKind.class), null);

    /** Copies. */
    public Switch {
        EnumSet<CommandKind> copy = EnumSet.noneOf(CommandKind.class);
        copy.addAll(kinds);
        kinds = Collections.unmodifiableSet(copy);
    }

    /** Returns the switch of every command in all routes. */
    public static Switch all() {
        return ALL;
    }

    /** Returns the switch of commands of these kinds, or of all commands if none is named, in all routes. */
    public static Switch of(CommandKind... kinds) {
        return kinds.length == 0 ? ALL : new Switch(Set.copyOf(List.of(kinds)), null);
    }

    /** Returns the switch of the same commands in one route. */
    public Switch on(String routePrefix) {
        return new Switch(kinds, Objects.requireNonNull(routePrefix, "prefix"));
    }

    /** Tells whether this is about commands of a kind in a route. */
    public boolean covers(CommandKind kind, String routePrefix) {
        return (prefix == null || prefix.equals(routePrefix)) && kinds.contains(kind);
    }

    /** Draws the kinds and the route, for example {@code GET, SET of route 'user:'}. */
    @Override
    public String toString() {
        String names = kinds.size() == CommandKind.values().length
                ? "all commands"
                : kinds.stream().map(CommandKind::name).collect(Collectors.joining(", "));
        return names + (prefix == null ? "" : " of route '" + prefix + "'");
    }
}
