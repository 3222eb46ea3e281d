package io.github.kashew.internal;

import io.github.kashew.Commands;
import io.github.kashew.spi.Backend;
import java.util.function.LongPredicate;

/**
 * One route of a cache: the keys that begin with a prefix, and everything that serves them.
 *
 * @param prefix what the keys begin with
 * @param backend where they are kept
 * @param commands the way to the backend, folded once
 * @param flights the loads that are running
 * @param isPast tells whether a moment has passed, by the time of the backend
 */
record Route(String prefix, Backend<?> backend, Commands commands, Flights flights, LongPredicate isPast) {

    Route(String prefix, Backend<?> backend, Commands commands, Flights flights) {
        this(prefix, backend, commands, flights, backend::isPast);
    }

    long now() {
        return backend.now();
    }
}
