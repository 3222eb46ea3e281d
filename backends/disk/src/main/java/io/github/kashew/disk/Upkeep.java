package io.github.kashew.disk;

import io.github.kashew.spi.CacheClock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Looks after the shards at intervals, until it is stopped. Thread-safe. */
final class Upkeep {

    private final List<Shard> shards;
    private final CacheClock clock;
    private final long intervalNanos;
    private CacheClock.@Nullable Cancellable next;
    private boolean stopped;

    /** Makes an upkeep; an interval of zero never runs. */
    Upkeep(List<Shard> shards, CacheClock clock, long intervalMillis) {
        this.shards = shards;
        this.clock = clock;
        this.intervalNanos = TimeUnit.MILLISECONDS.toNanos(intervalMillis);
        stopped = intervalMillis == 0;
    }

    synchronized void plan() {
        if (!stopped) {
            next = clock.schedule(this::run, intervalNanos);
        }
    }

    synchronized void stop() {
        stopped = true;
        if (next != null) {
            next.cancel();
        }
    }

    private synchronized boolean isStopped() {
        return stopped;
    }

    private void run() {
        CompletableFuture<?>[] runs = shards.stream()
                .map(shard -> upkeep(shard).toCompletableFuture())
                .toArray(CompletableFuture<?>[]::new);
        CompletableFuture.allOf(runs).whenComplete((done, failure) -> plan());
    }

    private CompletionStage<Boolean> upkeep(Shard shard) {
        return shard.upkeep()
                .thenCompose(more -> more && !isStopped() ? upkeep(shard) : CompletableFuture.completedFuture(false));
    }
}
