package io.github.kashew.memory;

import io.github.kashew.spi.CacheClock;
import io.github.kashew.spi.LeaseGrant;
import io.github.kashew.spi.LeaseStorage;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The leases of one memory backend. */
final class LeaseTable implements LeaseStorage {

    private final ConcurrentHashMap<String, Held> leases = new ConcurrentHashMap<>();
    private final AtomicLong fencing = new AtomicLong();
    private final CacheClock clock;
    private final Executor executor;

    LeaseTable(CacheClock clock, Executor executor) {
        this.clock = clock;
        this.executor = executor;
    }

    @Override
    public CompletionStage<@Nullable LeaseGrant> acquireLease(String name, String owner, long ttlNanos) {
        long now = clock.nanos();
        long deadline = CacheClock.saturatedSum(now, ttlNanos);
        Held before = leases.get(name);
        Held held = leases.compute(name, (key, current) -> {
            if (current == null || current.isOver(now)) {
                return new Held(owner, nextFencing(now), deadline, new ConcurrentHashMap<>());
            }
            return current.owner.equals(owner) ? current.until(deadline) : current;
        });
        if (before != null && before.isOver(now)) {
            announce(before);
        }
        return CompletableFuture.completedFuture(
                held.owner.equals(owner) ? new LeaseGrant(held.fencing, held.expiresAt) : null);
    }

    /** Rises by at least one and follows the clock, so that it rises across restarts of the process, too. */
    private long nextFencing(long now) {
        return fencing.updateAndGet(last -> Math.max(last + 1, now));
    }

    @Override
    public CompletionStage<Boolean> renewLease(String name, String owner, long ttlNanos) {
        long now = clock.nanos();
        Held held = leases.computeIfPresent(
                name,
                (key, before) ->
                        before.isHeldBy(owner, now) ? before.until(CacheClock.saturatedSum(now, ttlNanos)) : before);
        return CompletableFuture.completedFuture(held != null && held.isHeldBy(owner, now));
    }

    @Override
    public CompletionStage<Boolean> releaseLease(String name, String owner) {
        long now = clock.nanos();
        Held[] released = new Held[1];
        leases.computeIfPresent(name, (key, held) -> {
            if (!held.isHeldBy(owner, now)) {
                return held;
            }
            released[0] = held;
            return null;
        });
        if (released[0] == null) {
            return CompletableFuture.completedFuture(false);
        }
        announce(released[0]);
        return CompletableFuture.completedFuture(true);
    }

    @Override
    public CompletionStage<Boolean> isLeased(String name) {
        return CompletableFuture.completedFuture(isHeld(name));
    }

    /** Tells whether anybody holds a lease. */
    boolean isHeld(String name) {
        Held held = leases.get(name);
        return held != null && !held.isOver(clock.nanos());
    }

    /** Tells whether whoever got a lease with this number still holds it. */
    boolean isHeld(String name, long number) {
        Held held = leases.get(name);
        return held != null && held.fencing == number && !held.isOver(clock.nanos());
    }

    @Override
    public CompletionStage<Void> leaseFreed(String name) {
        Held held = leases.get(name);
        long now = clock.nanos();
        if (held == null || held.isOver(now)) {
            return CompletableFuture.completedFuture(null);
        }
        CompletableFuture<Void> freed = new CompletableFuture<>();
        Object place = new Object();
        held.waiting.put(place, freed);
        CacheClock.Cancellable expiry =
                clock.schedule(() -> executor.execute(() -> freed.complete(null)), held.expiresAt - now);
        CompletableFuture<Void> told = new CompletableFuture<>();
        freed.whenComplete((ignored, failure) -> {
            held.waiting.remove(place);
            expiry.cancel();
            told.complete(null); // last: who hears of it finds nothing left over
        });
        told.whenComplete((ignored, failure) -> freed.cancel(false));
        Held after = leases.get(name);
        if (after == null || after.waiting != held.waiting) {
            // released in between: its announcement may not have seen this one
            freed.complete(null);
        }
        return told;
    }

    /** Forgets leases that have expired. */
    void sweep() {
        long now = clock.nanos();
        leases.forEach((name, held) -> {
            if (held.isOver(now) && leases.remove(name, held)) {
                announce(held);
            }
        });
    }

    /** Wakes who waits, never on the thread that released: what hangs on the stage is a user's code. */
    private void announce(Held held) {
        if (!held.waiting.isEmpty()) {
            executor.execute(() -> held.waiting.values().forEach(freed -> freed.complete(null)));
        }
    }

    /** One lease; compared by identity. */
    private static final class Held {
        private final String owner;
        private final long fencing;
        private final long expiresAt;
        private final Map<Object, CompletableFuture<Void>> waiting;

        Held(String owner, long fencing, long expiresAt, Map<Object, CompletableFuture<Void>> waiting) {
            this.owner = owner;
            this.fencing = fencing;
            this.expiresAt = expiresAt;
            this.waiting = waiting;
        }

        boolean isOver(long now) {
            return now >= expiresAt;
        }

        boolean isHeldBy(String who, long now) {
            return owner.equals(who) && !isOver(now);
        }

        Held until(long deadline) {
            return new Held(owner, fencing, deadline, waiting);
        }
    }
}
