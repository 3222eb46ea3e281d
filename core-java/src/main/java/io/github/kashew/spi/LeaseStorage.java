package io.github.kashew.spi;

import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Leases: a name that at most one owner holds until a deadline.
 *
 * <p>A lease is not mutual exclusion: an owner that is paused beyond the deadline has lost it, and is told apart by the
 * smaller fencing number.
 */
public interface LeaseStorage {

    /**
     * Gives the lease to {@code owner} if nobody else holds it; null when refused.
     *
     * <p>The owner that holds it already gets the same fencing number and the new deadline, so that an acquisition
     * whose reply was lost can be repeated.
     */
    CompletionStage<@Nullable LeaseGrant> acquireLease(String name, String owner, long ttlNanos);

    /** Moves the deadline of a lease that {@code owner} still holds; answers whether it does. */
    CompletionStage<Boolean> renewLease(String name, String owner, long ttlNanos);

    /** Gives the lease back; answers whether {@code owner} still held it. Nobody else's lease is touched. */
    CompletionStage<Boolean> releaseLease(String name, String owner);

    /** Answers whether anybody holds the lease. */
    CompletionStage<Boolean> isLeased(String name);

    /**
     * Completes when the lease may be free: released, expired, or not held at all.
     *
     * <p>A hint: the caller asks again. Cancelling the returned stage's future ends the subscription.
     */
    CompletionStage<Void> leaseFreed(String name);
}
