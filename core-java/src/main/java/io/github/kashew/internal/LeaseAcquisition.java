package io.github.kashew.internal;

import io.github.kashew.CacheContext;
import io.github.kashew.CommandKind;
import io.github.kashew.Lease;
import io.github.kashew.LeaseCommand;
import io.github.kashew.Ttl;
import io.github.kashew.async.Stages;
import io.github.kashew.error.LockedException;
import io.github.kashew.error.Printable;
import io.github.kashew.spi.CacheClock;
import io.github.kashew.spi.LeaseGrant;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * One caller's way to a lease: tries, waits until it may be free, tries again.
 *
 * <p>It waits for the announcement of the store, and looks again after a bounded, jittered time in case that is lost. A
 * caller that has left gets the lease released that arrives after it.
 */
final class LeaseAcquisition {

    private static final long LONGEST_POLL_NANOS = 200_000_000;
    private static final long SHORTEST_POLL_NANOS = 20_000_000;

    // Owners differ in all processes: one random name for this one, and a number for each of its callers.
    private static final String PROCESS = UUID.randomUUID().toString();
    private static final AtomicLong OWNERS = new AtomicLong();

    private final Engine engine;
    private final Route route;
    private final CacheContext context;
    private final String key;
    private final Ttl ttl;
    private final Duration wait;
    private final long giveUpAt;
    private final String owner = PROCESS + '/' + OWNERS.incrementAndGet();
    private final CompletableFuture<Lease> result = new CompletableFuture<>();
    private volatile @Nullable CompletableFuture<Void> turn;
    private volatile @Nullable CompletableFuture<Void> announcement;
    private volatile boolean hasty;

    LeaseAcquisition(Engine engine, CacheContext context, String key, Ttl ttl, Duration wait) {
        this(engine, context, engine.routes().ofAny(key), key, ttl, wait);
    }

    LeaseAcquisition(Engine engine, CacheContext context, Route route, String key, Ttl ttl, Duration wait) {
        nanos(ttl);
        if (wait.isNegative()) {
            throw new IllegalArgumentException("wait must be zero or more, was " + wait);
        }
        this.engine = engine;
        this.context = context;
        this.route = route;
        this.key = key;
        this.ttl = ttl;
        this.wait = wait;
        this.giveUpAt = CacheClock.saturatedSum(engine.clock().nanos(), saturatedNanos(wait));
    }

    /** Returns the length of a lease, which has an end. */
    static long nanos(Ttl ttl) {
        if (ttl.isForever()) {
            throw new IllegalArgumentException("a lease must end: give a ttl such as Ttl.of(\"30s\"), not forever");
        }
        return ttl.nanos();
    }

    private static long saturatedNanos(Duration duration) {
        try {
            return duration.toNanos();
        } catch (ArithmeticException tooLong) {
            return Long.MAX_VALUE;
        }
    }

    CompletionStage<Lease> begin() {
        if (!route.gate().isOpen(CommandKind.ACQUIRE_LEASE, context)) {
            SwitchedOff nobody = route.gate().instead();
            return Stages.done(new HeldLease(route, nobody, key, owner, nobody.grant(nanos(ttl))));
        }
        if (engine.isClosed()) {
            return Stages.failed(engine.closedException());
        }
        CompletionStage<@Nullable LeaseGrant> first = ask();
        LeaseGrant granted = Stages.isDone(first) ? Stages.value(first) : null;
        if (granted != null) {
            return Stages.done(held(granted));
        }
        engine.failWhenClosed(result);
        result.whenComplete((lease, failure) -> stopWaiting());
        first.whenComplete(this::attempted);
        return result;
    }

    private CompletionStage<@Nullable LeaseGrant> ask() {
        try {
            return route.commands(context).acquireLease(new LeaseCommand.AcquireLease(key, owner, ttl.nanos()));
        } catch (Throwable failure) {
            return Stages.failed(failure);
        }
    }

    private HeldLease held(LeaseGrant grant) {
        return new HeldLease(route, route.commandsPastSwitches(), key, owner, grant);
    }

    private void attempted(@Nullable LeaseGrant grant, @Nullable Throwable failure) {
        if (failure != null) {
            fail(Stages.unwrap(failure));
        } else if (grant != null) {
            granted(grant);
        } else if (!result.isDone()) {
            try {
                refused();
            } catch (Throwable thrown) {
                fail(thrown);
            }
        }
    }

    private void granted(LeaseGrant grant) {
        HeldLease lease = held(grant);
        stopWaiting(); // before anybody hears of it, so that nothing of this is left over then
        if (!result.complete(lease)) {
            lease.release();
        }
    }

    private void fail(Throwable failure) {
        stopWaiting();
        result.completeExceptionally(failure);
    }

    private void refused() {
        long left = giveUpAt - engine.clock().nanos();
        if (left <= 0) {
            fail(new LockedException("lease " + Printable.text(key)
                    + " is held by another owner and did not become free within " + wait));
            return;
        }
        CompletableFuture<Void> next = new CompletableFuture<>();
        turn = next;
        subscribe(next);
        long poll = ThreadLocalRandom.current().nextLong(SHORTEST_POLL_NANOS, LONGEST_POLL_NANOS);
        CacheClock.Cancellable timer =
                engine.clock().schedule(() -> engine.runElsewhere(() -> next.complete(null)), Math.min(poll, left));
        if (engine.clock().nanos() >= giveUpAt) {
            next.complete(null); // the time went on while this was planned
        }
        // last: from here on the lease may be granted, and whoever hears of that finds nothing left over
        next.whenComplete((ignored, failure) -> {
            timer.cancel();
            if (!result.isDone()) {
                ask().whenComplete(this::attempted);
            }
        });
        if (result.isDone()) {
            stopWaiting();
        }
    }

    /**
     * Waits for the announcement, unless this does already: one subscription lasts until it is answered, however often the
     * store is polled. A store that says twice in a row that the lease is free, and refuses it, is polled.
     */
    private void subscribe(CompletableFuture<Void> next) {
        if (announcement != null) {
            return;
        }
        CompletableFuture<Void> freed = route.backend().leaseFreed(key).toCompletableFuture();
        if (freed.isDone()) {
            hasty = !hasty;
            if (hasty) {
                next.complete(null);
            }
            return;
        }
        hasty = false;
        announcement = freed;
        freed.whenComplete((ignored, failure) -> {
            announcement = null;
            CompletableFuture<?> current = turn;
            if (current != null) {
                current.complete(null);
            }
        });
    }

    private void stopWaiting() {
        CompletableFuture<?> next = turn;
        if (next != null) {
            next.cancel(false);
        }
        CompletableFuture<?> freed = announcement;
        if (freed != null) {
            freed.cancel(false);
        }
    }
}
