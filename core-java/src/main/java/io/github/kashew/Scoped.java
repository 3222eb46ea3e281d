package io.github.kashew;

import java.util.List;
import java.util.stream.Stream;

/**
 * What holds in a context for commands of certain caches. Immutable.
 *
 * @param off what is switched off
 * @param callbacks who is told of commands
 */
record Scoped(List<Off> off, List<Hearing> callbacks) {

    static final Scoped NOTHING = new Scoped(List.of(), List.of());

    /** Commands of one cache that are switched off. */
    record Off(Object cache, Switch what) {}

    /** A callback for commands of one cache. */
    record Hearing(Object cache, CommandCallback callback) {}

    Scoped with(Object cache, Switch more) {
        return new Scoped(
                Stream.concat(off.stream(), Stream.of(new Off(cache, more))).toList(), callbacks);
    }

    Scoped with(Object cache, CommandCallback more) {
        return new Scoped(
                off,
                Stream.concat(callbacks.stream(), Stream.of(new Hearing(cache, more)))
                        .toList());
    }

    Scoped withoutCallbacks() {
        return callbacks.isEmpty() ? this : new Scoped(off, List.of());
    }

    boolean isNothing() {
        return off.isEmpty() && callbacks.isEmpty();
    }

    boolean disables(Object cache, CommandKind kind, String prefix) {
        for (Off one : off) {
            if (one.cache == cache && one.what.covers(kind, prefix)) {
                return true;
            }
        }
        return false;
    }

    List<CommandCallback> callbacksOf(Object cache) {
        return callbacks.isEmpty()
                ? List.of()
                : callbacks.stream()
                        .filter(one -> one.cache == cache)
                        .map(Hearing::callback)
                        .toList();
    }
}
