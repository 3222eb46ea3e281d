package io.github.kashew.internal;

import io.github.kashew.CacheContext;
import io.github.kashew.Lease;
import io.github.kashew.Ttl;
import io.github.kashew.async.Stages;
import io.github.kashew.error.LockedException;
import io.github.kashew.spi.Change;
import io.github.kashew.spi.Check;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The leases of one transaction: one from its beginning if it is serializable, and those of what it writes during a commit.
 *
 * <p>All are given back, whatever happens, or end by themselves a timeout after they were given.
 */
final class TransactionLeases {

    private static final String PURPOSE = "transaction";
    private static final String ALL = InternalKeys.of("serializable", "all");

    private final Engine engine;
    private final Ttl ttl;
    private final long giveUpAt;
    private volatile @Nullable Held whole;
    private volatile @Nullable CompletableFuture<?> waiting;

    /** Makes leases that last for {@code ttl} each, and are waited for until {@code giveUpAt}. */
    TransactionLeases(Engine engine, Ttl ttl, long giveUpAt) {
        this.engine = engine;
        this.ttl = ttl;
        this.giveUpAt = giveUpAt;
    }

    /** A name to be leased, and the route whose store has it. */
    record Wanted(Route route, String name) {}

    /** A lease and the route whose store gave it. */
    record Held(Route route, Lease lease) {
        Check check() {
            return new Check.Leased(lease.key(), lease.fencing());
        }

        /** Returns the step of a commit that gives it back, or nothing where nobody holds it. */
        <S> List<Change<S>> releasing() {
            return lease instanceof HeldLease held ? List.of(held.releasing()) : List.of();
        }
    }

    /** Returns what is to be leased for a change of a key, which may be internal. */
    static Wanted of(Route route, String key) {
        return new Wanted(
                route, InternalKeys.of(PURPOSE, InternalKeys.isInternal(key) ? InternalKeys.subject(key) : key));
    }

    /** Acquires the one lease of a serializable transaction. */
    CompletionStage<@Nullable Void> acquireWhole() {
        return Stages.map(acquire(new Wanted(meetingPlace(), ALL)), held -> {
            whole = held;
            return null;
        });
    }

    /** Returns the route whose store all processes with these routes share, if there is one. */
    private Route meetingPlace() {
        List<Route> routes = engine.routes().all().stream()
                .sorted(Comparator.comparing(Route::prefix))
                .toList();
        return routes.stream()
                .filter(route -> route.backend().isShared())
                .findFirst()
                .orElse(routes.get(0));
    }

    @Nullable
    Held whole() {
        return whole;
    }

    /** Notes that a commit has given the lease of the whole transaction back. */
    void wholeIsReleased() {
        whole = null;
    }

    private CompletionStage<Held> acquire(Wanted wanted) {
        return acquire(
                wanted, Duration.ofNanos(Math.max(0, giveUpAt - engine.clock().nanos())));
    }

    private CompletionStage<Held> acquire(Wanted wanted, Duration wait) {
        Route plain = wanted.route().plain();
        CompletionStage<Lease> asked =
                new LeaseAcquisition(engine, CacheContext.empty(), plain, wanted.name(), ttl, wait).begin();
        waiting = asked.toCompletableFuture();
        return Stages.map(asked, lease -> new Held(wanted.route(), lease));
    }

    /** Gives up waiting for a lease, for a transaction that nobody wants any more. */
    void stopWaiting() {
        CompletableFuture<?> current = waiting;
        if (current != null) {
            current.cancel(true);
        }
    }

    /**
     * Acquires leases: all at once if they are free, or else one after the other, in an order that is the same for all. Gives
     * back all of them if one cannot be had.
     */
    CompletionStage<List<Held>> acquire(List<Wanted> wanted) {
        List<Wanted> sorted = wanted.stream()
                .distinct()
                .sorted(Comparator.comparing(Wanted::name)
                        .thenComparing(one -> one.route().prefix()))
                .toList();
        if (sorted.size() == 1) {
            return acquireInOrder(sorted);
        }
        List<Held> free = Collections.synchronizedList(new ArrayList<>());
        List<CompletionStage<Boolean>> tried =
                sorted.stream().map(one -> attempt(one, free)).toList();
        return Stages.settle(Stages.all(tried), (each, failure) -> {
            if (each != null && !each.contains(false)) {
                return Stages.done(List.copyOf(free));
            }
            return Stages.then(
                    release(List.copyOf(free)),
                    released -> failure == null ? acquireInOrder(sorted) : Stages.failed(failure));
        });
    }

    /** Acquires a lease if nobody holds it; answers whether it did. */
    private CompletionStage<Boolean> attempt(Wanted wanted, List<Held> free) {
        return Stages.settle(acquire(wanted, Duration.ZERO), (held, failure) -> {
            if (held != null) {
                free.add(held);
                return Stages.done(true);
            }
            return failure instanceof LockedException ? Stages.done(false) : Stages.failed(failure);
        });
    }

    private CompletionStage<List<Held>> acquireInOrder(List<Wanted> sorted) {
        List<Held> held = new ArrayList<>();
        return Stages.settle(
                acquireFrom(sorted, held),
                (done, failure) -> failure == null
                        ? Stages.done(held)
                        : Stages.then(release(held), released -> Stages.failed(failure)));
    }

    /** Goes on in a loop while leases are given at once, so that many of them need no deep stack. */
    private CompletionStage<@Nullable Void> acquireFrom(List<Wanted> sorted, List<Held> held) {
        while (held.size() < sorted.size()) {
            CompletionStage<Held> next = acquire(sorted.get(held.size()));
            if (!Stages.isDone(next)) {
                return Stages.then(next, given -> {
                    held.add(given);
                    return acquireFrom(sorted, held);
                });
            }
            held.add(Stages.value(next));
        }
        return Stages.nothing();
    }

    /** Gives leases back. What cannot be given back ends by itself. */
    CompletionStage<@Nullable Void> release(List<Held> held) {
        return Stages.map(
                Stages.all(held.stream().map(TransactionLeases::release).toList()), each -> null);
    }

    private static CompletionStage<Boolean> release(Held held) {
        try {
            return Stages.recover(held.lease().release(), failure -> Stages.done(false));
        } catch (RuntimeException closed) {
            return Stages.done(false);
        }
    }

    /** Gives back the lease of the whole transaction, if it has one. */
    CompletionStage<@Nullable Void> releaseWhole() {
        Held held = whole;
        return held == null ? Stages.nothing() : release(List.of(held));
    }
}
