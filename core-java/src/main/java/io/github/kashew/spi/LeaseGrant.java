package io.github.kashew.spi;

/**
 * A lease that was given.
 *
 * @param fencing a number that rises with every new holder, even when the storage lost its counter
 * @param expiresAt the deadline in nanoseconds since the epoch, by the time of the storage
 */
public record LeaseGrant(long fencing, long expiresAt) {}
