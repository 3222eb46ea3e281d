package io.github.kashew.internal;

import io.github.kashew.Commands;
import io.github.kashew.Lease;
import io.github.kashew.LeaseCommand;
import io.github.kashew.Ttl;
import io.github.kashew.async.Stages;
import io.github.kashew.spi.CacheClock;
import io.github.kashew.spi.Change;
import io.github.kashew.spi.LeaseGrant;
import java.time.Instant;
import java.util.concurrent.CompletionStage;

/** A lease that was granted to one owner. */
final class HeldLease implements Lease {

    private final Route route;
    private final Commands commands;
    private final String key;
    private final String owner;
    private final long fencing;
    private volatile long expiresAt;

    /** Makes a lease; {@code commands} lead to where it was granted. */
    HeldLease(Route route, Commands commands, String key, String owner, LeaseGrant grant) {
        this.route = route;
        this.commands = commands;
        this.key = key;
        this.owner = owner;
        this.fencing = grant.fencing();
        this.expiresAt = grant.expiresAt();
    }

    @Override
    public String key() {
        return key;
    }

    @Override
    public long fencing() {
        return fencing;
    }

    @Override
    public Instant expiresAt() {
        return Instant.ofEpochSecond(0, expiresAt);
    }

    @Override
    public boolean isValid() {
        return route.now() < expiresAt;
    }

    @Override
    public CompletionStage<Boolean> renew(Ttl ttl) {
        long deadline = CacheClock.saturatedSum(route.now(), LeaseAcquisition.nanos(ttl));
        return Stages.map(commands.renewLease(new LeaseCommand.RenewLease(key, owner, ttl.nanos())), held -> {
            expiresAt = held ? deadline : 0;
            return held;
        });
    }

    @Override
    public CompletionStage<Boolean> release() {
        expiresAt = 0;
        return commands.releaseLease(new LeaseCommand.ReleaseLease(key, owner));
    }

    /** Returns the step of a commit that gives it back; it counts as given back if that is carried out. */
    <S> Change<S> releasing() {
        return new Change.ReleaseLease<>(key, owner);
    }

    @Override
    public String toString() {
        return "Lease['" + key + "', fencing=" + fencing + "]";
    }
}
