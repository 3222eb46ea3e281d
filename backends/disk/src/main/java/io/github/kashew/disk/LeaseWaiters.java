package io.github.kashew.disk;

import io.github.kashew.error.BackendException;
import io.github.kashew.spi.CacheClock;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Who waits for leases: told at once of a release in this process, and by looking again of one in another. Thread-safe.
 */
final class LeaseWaiters {

    private static final long SHORTEST_POLL_NANOS = 50_000_000;
    private static final long LONGEST_POLL_NANOS = 150_000_000;

    private final CacheClock clock;
    private final Function<String, CompletionStage<Long>> heldUntil;
    private final ConcurrentHashMap<String, Set<Waiter>> waiting = new ConcurrentHashMap<>();

    /** Makes it; {@code heldUntil} reads the deadline of a lease, 0 if it is free. */
    LeaseWaiters(CacheClock clock, Function<String, CompletionStage<Long>> heldUntil) {
        this.clock = clock;
        this.heldUntil = heldUntil;
    }

    CompletionStage<Void> freed(String name) {
        Waiter waiter = new Waiter(name);
        waiting.compute(name, (same, others) -> {
            Set<Waiter> all = others == null ? ConcurrentHashMap.newKeySet() : others;
            all.add(waiter);
            return all;
        });
        waiter.whenComplete((ignored, failure) -> waiter.leave());
        waiter.look(); // after it can be told, or a release in between would go unheard
        return waiter;
    }

    void announce(String name) {
        Set<Waiter> told = waiting.get(name);
        if (told != null) {
            told.forEach(Waiter::tell);
        }
    }

    void close(BackendException closed) {
        waiting.values().forEach(all -> all.forEach(waiter -> waiter.completeExceptionally(closed)));
    }

    private final class Waiter extends CompletableFuture<Void> {

        private final String name;
        private CacheClock.@Nullable Cancellable timer;

        Waiter(String name) {
            this.name = name;
        }

        @SuppressWarnings("NullAway") // nothing but null is a Void
        void tell() {
            leave(); // first: who hears of it finds nothing left over
            complete(null);
        }

        void look() {
            heldUntil.apply(name).whenComplete((deadline, failure) -> {
                if (failure != null) {
                    completeExceptionally(failure);
                } else if (clock.nanos() >= deadline) {
                    tell();
                } else {
                    lookLater(deadline);
                }
            });
        }

        private void lookLater(long deadline) {
            long pause = ThreadLocalRandom.current().nextLong(SHORTEST_POLL_NANOS, LONGEST_POLL_NANOS);
            CacheClock.Cancellable planned =
                    clock.schedule(this::look, Math.max(0, Math.min(pause, deadline - clock.nanos())));
            synchronized (this) {
                timer = planned;
            }
            if (isDone()) {
                planned.cancel();
            } else if (clock.nanos() >= deadline) {
                tell(); // the time went on while this was planned
            }
        }

        private void leave() {
            CacheClock.Cancellable planned;
            synchronized (this) {
                planned = timer;
            }
            if (planned != null) {
                planned.cancel();
            }
            waiting.computeIfPresent(name, (same, all) -> {
                all.remove(this);
                return all.isEmpty() ? null : all;
            });
        }
    }
}
