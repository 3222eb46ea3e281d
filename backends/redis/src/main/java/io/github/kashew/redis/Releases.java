package io.github.kashew.redis;

import io.github.kashew.spi.CacheClock;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Waits for leases to be released.
 *
 * <p>Who waits subscribes to the channel of the lease first and looks at the lease then, so that no release is missed.
 * Announcements can be lost with a connection, so it looks again when the lease ends, and every half to whole second.
 */
final class Releases {

    private static final long LONGEST_POLL_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);

    private final Channels channels;
    private final CacheClock clock;
    private final Map<Channel, Set<Waiting>> waiting = new ConcurrentHashMap<>();

    /** Hears of the messages of {@code channels}. */
    Releases(Channels channels, CacheClock clock) {
        this.channels = channels;
        this.clock = clock;
        channels.onMessage(this::announced);
    }

    /**
     * Completes when a lease may be free.
     *
     * @param name the name of the lease, which is the channel as well
     * @param left answers how many milliseconds the lease has left, or less than 0 if nobody holds it
     */
    CompletionStage<Void> next(byte[] name, Supplier<CompletionStage<Long>> left) {
        Channel channel = new Channel(name);
        Waiting waiter = new Waiting(left);
        boolean[] first = new boolean[1];
        waiting.compute(channel, (key, known) -> {
            first[0] = known == null;
            Set<Waiting> waiters = known == null ? ConcurrentHashMap.newKeySet() : known;
            waiters.add(waiter);
            return waiters;
        });
        CompletionStage<Void> subscribed =
                first[0] ? channels.subscribe(name) : CompletableFuture.completedFuture(null);
        CompletableFuture<Void> told = new CompletableFuture<>();
        waiter.freed.whenComplete((ignored, failure) -> {
            forget(channel, waiter);
            told.complete(null); // last: who hears of it finds nothing left over
        });
        told.whenComplete((ignored, failure) -> waiter.freed.cancel(false));
        // without a subscription the lease is polled
        subscribed.whenComplete((done, failure) -> waiter.look());
        return told;
    }

    private void announced(byte[] name) {
        Set<Waiting> waiters = waiting.get(new Channel(name));
        if (waiters != null) {
            waiters.forEach(Waiting::complete);
        }
    }

    private void forget(Channel channel, Waiting waiter) {
        waiter.stop();
        waiting.computeIfPresent(channel, (key, waiters) -> {
            waiters.remove(waiter);
            if (!waiters.isEmpty()) {
                return waiters;
            }
            channels.unsubscribe(channel.name());
            return null;
        });
    }

    /** One that waits; compared by identity. */
    private final class Waiting {
        private final Supplier<CompletionStage<Long>> left;
        private final CompletableFuture<Void> freed = new CompletableFuture<>();
        private CacheClock.Cancellable timer = () -> {};

        Waiting(Supplier<CompletionStage<Long>> left) {
            this.left = left;
        }

        void complete() {
            freed.complete(null);
        }

        /** Asks for the time that is left; a server that does not answer is asked again. */
        void look() {
            if (freed.isDone()) {
                return;
            }
            left.get().whenComplete((millis, failure) -> {
                if (failure == null && millis < 0) {
                    complete();
                } else {
                    lookAfter(failure == null ? millis : Long.MAX_VALUE);
                }
            });
        }

        private synchronized void lookAfter(long millis) {
            if (freed.isDone()) {
                return;
            }
            long poll = ThreadLocalRandom.current().nextLong(LONGEST_POLL_NANOS / 2, LONGEST_POLL_NANOS);
            timer = clock.schedule(
                    this::look, millis < LONGEST_POLL_NANOS / MILLI ? Math.min(poll, (millis + 1) * MILLI) : poll);
        }

        private synchronized void stop() {
            timer.cancel();
        }
    }
}
