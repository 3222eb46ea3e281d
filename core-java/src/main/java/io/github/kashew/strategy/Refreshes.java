package io.github.kashew.strategy;

import io.github.kashew.Call;
import io.github.kashew.Entry;
import io.github.kashew.Lease;
import io.github.kashew.Outcome;
import io.github.kashew.Ttl;
import io.github.kashew.async.Stages;
import io.github.kashew.error.LockedException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The refreshes in the background of one plan: at most one for a key in all processes, and a limited number together.
 */
final class Refreshes<V extends @Nullable Object> {

    private static final String PURPOSE = "refresh";

    private final Filling<V> filling;
    private final BackOff backOff;
    private final AtMost limit;
    private final RefreshTrouble trouble;

    Refreshes(Filling<V> filling, BackOff backOff, int limit, String strategy) {
        this.filling = filling;
        this.backOff = backOff;
        this.limit = new AtMost(limit);
        this.trouble = new RefreshTrouble(strategy);
    }

    /** Begins to refresh what {@code call} has found, unless that is under way or too many others are. */
    void begin(Call<V> call, Entry<V> found) {
        limit.begin(call, own -> refreshLeased(own, found));
    }

    /** Tries once to get the lease of the key; who does not get it leaves the refresh to the holder. */
    private CompletionStage<@Nullable Outcome<V>> refreshLeased(Call<V> own, Entry<V> found) {
        CompletionStage<Lease> leased = own.lease(own.ownKey(PURPOSE, own.key()), length(own, found), Duration.ZERO);
        own.onCancel(() -> leased.toCompletableFuture().cancel(true));
        return Stages.settle(leased, (lease, failure) -> {
            if (failure instanceof LockedException) {
                return Stages.nothing();
            }
            if (failure instanceof CancellationException) {
                return Stages.failed(failure);
            }
            return lease == null ? refresh(own, found) : releasing(lease, refresh(own, found));
        });
    }

    /** Returns how long a refresh needs the lease at most: nobody needs it when the entry has expired. */
    private Ttl length(Call<V> own, Entry<V> found) {
        long left = Math.max(found.expiresAt() - own.now(), 1_000_000);
        Duration limit = filling.plan().loadTimeout();
        return Ttl.of(limit.compareTo(Duration.ofNanos(left)) < 0 ? atLeastAMilli(limit) : Duration.ofNanos(left));
    }

    private static Duration atLeastAMilli(Duration length) {
        return length.toMillis() < 1 ? Duration.ofMillis(1) : length;
    }

    private static <R extends @Nullable Object> CompletionStage<R> releasing(Lease lease, CompletionStage<R> work) {
        return Stages.settle(work, (result, failure) -> {
            lease.release();
            return failure == null ? Stages.done(result) : Stages.failed(failure);
        });
    }

    /** Loads anew if the key still holds what the caller has found. */
    private CompletionStage<@Nullable Outcome<V>> refresh(Call<V> own, Entry<V> found) {
        return Stages.then(
                own.lookup(),
                now -> now instanceof Entry<V> entry
                                && entry.writeId() == found.writeId()
                                && entry.staleAt() == found.staleAt()
                        ? Stages.then(filling.outcome(own), outcome -> keep(own, entry, outcome))
                        : Stages.nothing());
    }

    private CompletionStage<@Nullable Outcome<V>> keep(Call<V> own, Entry<V> old, Outcome<V> outcome) {
        long now = own.now();
        Throwable failure = outcome.failure();
        Entry<V> entry = null;
        if (failure == null || old.failure() != null) {
            try {
                entry = filling.entryOf(outcome, now);
            } catch (RuntimeException thrown) {
                failure = thrown;
            }
        }
        if (failure != null) {
            trouble.note(failure, now);
        }
        CompletionStage<Boolean> kept =
                entry == null ? own.postpone(old, backOff.until(old, now)) : own.store(entry, old);
        return Stages.then(kept, stored -> Stages.done(outcome));
    }
}
