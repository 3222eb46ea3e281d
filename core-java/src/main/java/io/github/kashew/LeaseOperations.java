package io.github.kashew;

import io.github.kashew.key.KeyRules;
import java.time.Duration;
import java.util.concurrent.CompletionStage;

/** Leases, in a room of their own: the name of a lease is never in the way of a key. */
public interface LeaseOperations extends Operations {

    /**
     * Acquires a lease, waiting up to {@code wait} for whoever holds it.
     *
     * <p>Fails with {@link io.github.kashew.error.LockedException} when the time is over. A caller that cancels while the
     * acquisition is on its way does not hold the lease afterwards.
     *
     * @param ttl how long the lease is held unless it is released or renewed; not for ever
     * @param wait how long to wait; zero to try once
     * @throws IllegalArgumentException if {@code ttl} is for ever or {@code wait} is negative
     */
    CompletionStage<Lease> lease(String key, Ttl ttl, Duration wait);

    /** Tells whether anybody holds a lease. */
    default CompletionStage<Boolean> isLeased(String key) {
        KeyRules.check(key);
        return commands().isLeased(new LeaseCommand.IsLeased(key));
    }
}
