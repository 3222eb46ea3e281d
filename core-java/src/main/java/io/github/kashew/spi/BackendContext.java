package io.github.kashew.spi;

import java.util.concurrent.Executor;

/**
 * What a cache lends to its backends.
 *
 * @param clock the time
 * @param executor where completions that may run a user's code go; never an I/O thread
 * @param removals hears removals that a backend notices
 * @param weigher weighs what is held in memory
 */
public record BackendContext(CacheClock clock, Executor executor, RemovalListener removals, Weigher weigher) {

    /** Weighs a record of a memory backend. */
    @FunctionalInterface
    public interface Weigher {
        /** Returns the approximate bytes of a key and what it holds; never negative. */
        int weigh(String key, Stored<?> stored);
    }
}
