package io.github.kashew.internal;

import io.github.kashew.Commands;
import io.github.kashew.spi.Backend;
import java.util.function.LongPredicate;

/** One route of a cache: the keys that begin with a prefix, and everything that serves them. Equal only to itself. */
final class Route {

    private final String prefix;
    private final Backend<?> backend;
    private final Commands commands;
    private final Flights flights;
    private final LongPredicate isPast;

    Route(String prefix, Backend<?> backend, Commands commands, Flights flights) {
        this.prefix = prefix;
        this.backend = backend;
        this.commands = commands;
        this.flights = flights;
        this.isPast = backend::isPast;
    }

    /** Returns what the keys begin with. */
    String prefix() {
        return prefix;
    }

    /** Returns where the keys are kept. */
    Backend<?> backend() {
        return backend;
    }

    /** Returns the way to the backend, folded once. */
    Commands commands() {
        return commands;
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
