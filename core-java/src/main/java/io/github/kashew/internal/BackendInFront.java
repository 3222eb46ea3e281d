package io.github.kashew.internal;

import io.github.kashew.spi.Backend;
import io.github.kashew.spi.LeaseGrant;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * A backend in front of another one, to which it leaves what is no data: its form, the time, and leases.
 *
 * <p>All else is up to a subclass, so that an operation which is added to backends is thought about in each.
 */
abstract class BackendInFront<S> implements Backend<S> {

    final Backend<S> behind;

    BackendInFront(Backend<S> behind) {
        this.behind = behind;
    }

    @Override
    public final Class<S> form() {
        return behind.form();
    }

    @Override
    public final long now() {
        return behind.now();
    }

    @Override
    public final boolean isPast(long deadline) {
        return behind.isPast(deadline);
    }

    @Override
    public final boolean isShared() {
        return behind.isShared();
    }

    @Override
    public final CompletionStage<Void> ping() {
        return behind.ping();
    }

    @Override
    public final CompletionStage<@Nullable LeaseGrant> acquireLease(String name, String owner, long ttlNanos) {
        return behind.acquireLease(name, owner, ttlNanos);
    }

    @Override
    public final CompletionStage<Boolean> renewLease(String name, String owner, long ttlNanos) {
        return behind.renewLease(name, owner, ttlNanos);
    }

    @Override
    public final CompletionStage<Boolean> releaseLease(String name, String owner) {
        return behind.releaseLease(name, owner);
    }

    @Override
    public final CompletionStage<Boolean> isLeased(String name) {
        return behind.isLeased(name);
    }

    @Override
    public final CompletionStage<Void> leaseFreed(String name) {
        return behind.leaseFreed(name);
    }
}
