package io.github.kashew;

/**
 * What every group of operations is made of: commands, and the time by which their deadlines count.
 *
 * <p>Operations refuse malformed keys and arguments at once, by an exception; what goes wrong later fails the stage.
 */
public interface Operations {

    /**
     * Returns the way to the stores, for commands as values.
     *
     * @throws io.github.kashew.error.CacheException if the cache is closed
     */
    Commands commands();

    /** Returns the time of a key's route, in nanoseconds since the epoch. */
    long now(String key);
}
