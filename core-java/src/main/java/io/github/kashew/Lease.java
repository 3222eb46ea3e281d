package io.github.kashew;

import java.time.Instant;
import java.util.concurrent.CompletionStage;

/**
 * A lease that is held: a name that nobody else gets until it is released or its deadline passes.
 *
 * <p>A lease is not mutual exclusion. A holder that is paused beyond the deadline has lost it without notice; whatever it
 * writes elsewhere is told apart by {@link #fencing()}, which is larger for each later holder. Thread-safe.
 */
public interface Lease {

    /** Returns the name. */
    String key();

    /** Returns a number that is larger than that of every earlier holder of this name. */
    long fencing();

    /** Returns when the lease ends unless it is renewed, by the time of its store. */
    Instant expiresAt();

    /** Tells whether the deadline, as far as it is known here, has not passed and the lease was not released. */
    boolean isValid();

    /** Lets the lease end {@code ttl} from now; answers whether it was still held. */
    CompletionStage<Boolean> renew(Ttl ttl);

    /** Gives the lease back; answers whether it was still held. Nobody else's lease is ever touched. */
    CompletionStage<Boolean> release();
}
