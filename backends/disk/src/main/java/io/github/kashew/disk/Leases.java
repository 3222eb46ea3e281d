package io.github.kashew.disk;

import io.github.kashew.error.BackendException;
import io.github.kashew.spi.CacheClock;
import io.github.kashew.spi.LeaseGrant;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The leases of all shards, and who waits for them. Thread-safe. */
final class Leases {

    private final Scatter scatter;
    private final LeaseWaiters waiters;

    Leases(Scatter scatter, CacheClock clock) {
        this.scatter = scatter;
        this.waiters = new LeaseWaiters(clock, this::heldUntil);
    }

    @SuppressWarnings("NullAway") // null says that it was refused
    CompletionStage<@Nullable LeaseGrant> acquire(String name, String owner, long ttlNanos) {
        return scatter.of(name).write(session -> LeaseTable.acquire(session, name, owner, ttlNanos));
    }

    CompletionStage<Boolean> renew(String name, String owner, long ttlNanos) {
        return scatter.of(name).write(session -> LeaseTable.renew(session, name, owner, ttlNanos));
    }

    CompletionStage<Boolean> release(String name, String owner) {
        return scatter.of(name)
                .write(session -> LeaseTable.release(session, name, owner))
                .thenApply(released -> {
                    if (released) {
                        announce(name);
                    }
                    return released;
                });
    }

    /** Tells those in this process who wait for a lease that it may be free. */
    void announce(String name) {
        waiters.announce(name);
    }

    CompletionStage<Boolean> isHeld(String name) {
        return heldUntil(name).thenApply(deadline -> deadline != 0);
    }

    private CompletionStage<Long> heldUntil(String name) {
        return scatter.of(name).readLoosely(session -> LeaseTable.heldUntil(session, name));
    }

    CompletionStage<Void> freed(String name) {
        return waiters.freed(name);
    }

    void close(BackendException closed) {
        waiters.close(closed);
    }
}
