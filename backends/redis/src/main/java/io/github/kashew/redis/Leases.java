package io.github.kashew.redis;

import io.github.kashew.spi.LeaseGrant;
import io.github.kashew.spi.LeaseStorage;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Leases, a key each that expires with its lease. The server judges by its own time. */
final class Leases implements LeaseStorage {

    private final Topology topology;
    private final Keys keys;

    Leases(Topology topology, Keys keys) {
        this.topology = topology;
        this.keys = keys;
    }

    @Override
    public CompletionStage<@Nullable LeaseGrant> acquireLease(String name, String owner, long ttlNanos) {
        byte[] lease = keys.lease(name);
        return node(lease)
                .<List<Object>>run(
                        Script.ACQUIRE_LEASE,
                        new byte[][] {lease, keys.fencing(name)},
                        text(owner),
                        Deadlines.ttl(ttlNanos))
                .thenApply(answer -> answer.isEmpty()
                        ? null
                        : new LeaseGrant(number(answer.get(0)), Deadlines.nanos(number(answer.get(1)))));
    }

    @Override
    public CompletionStage<Boolean> renewLease(String name, String owner, long ttlNanos) {
        byte[] lease = keys.lease(name);
        return node(lease)
                .<Long>run(Script.RENEW_LEASE, new byte[][] {lease}, text(owner), Deadlines.ttl(ttlNanos))
                .thenApply(renewed -> renewed == 1);
    }

    @Override
    public CompletionStage<Boolean> releaseLease(String name, String owner) {
        byte[] lease = keys.lease(name);
        return node(lease)
                .<Long>run(Script.RELEASE_LEASE, new byte[][] {lease}, text(owner))
                .thenApply(released -> released == 1);
    }

    @Override
    public CompletionStage<Boolean> isLeased(String name) {
        byte[] lease = keys.lease(name);
        return node(lease).send(commands -> commands.exists(lease)).thenApply(held -> held == 1);
    }

    @Override
    public CompletionStage<Void> leaseFreed(String name) {
        byte[] lease = keys.lease(name);
        return topology.releases().next(lease, () -> node(lease).send(commands -> commands.pttl(lease)));
    }

    private Node node(byte[] lease) {
        return topology.nodeOf(Keys.slot(lease));
    }

    private static byte[] text(String owner) {
        return owner.getBytes(StandardCharsets.UTF_8);
    }

    private static long number(Object bytes) {
        return Long.parseLong(RecordFormat.text((byte[]) bytes));
    }
}
