package io.github.kashew.strategy;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.kashew.Call;
import io.github.kashew.Entry;
import io.github.kashew.KeyCommand;
import io.github.kashew.Lookup;
import io.github.kashew.Missing;
import io.github.kashew.NumberCommand;
import io.github.kashew.async.Stages;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The hits of entries, each counted in the store under the id of its write.
 *
 * <p>Who stores an entry begins its counter at 1 and deletes that of the entry which it replaces. Hits count on a counter
 * that is there; where none is, they make one that expires at once, so that nobody who comes late brings back the counter
 * of an entry that is gone. Thread-safe.
 */
final class HitCounts {

    /** The answer where an entry has no counter: it was stored by another strategy, or its counter is lost. */
    static final long LOST = 0;

    private static final long MONTH = 30L * 24 * 3600 * 1_000_000_000;
    private static final int MOST_KEYS = 10_000;

    // Asked only where the store answers later: then the hit is counted while the entry is on its way.
    private final Cache<String, Long> lastWrites =
            Caffeine.newBuilder().maximumSize(MOST_KEYS).executor(Runnable::run).build();

    /** A hit that was counted before the entry was there, on the counter of the write that it had the last time. */
    record Guess(long writeId, CompletionStage<Long> total) {}

    /** Counts a hit of the entry that the key will probably be found to hold; null if nothing is known of it. */
    @Nullable
    Guess guess(Call<?> call) {
        Long last = lastWrites.getIfPresent(call.key());
        return last == null ? null : new Guess(last, add(call, last, 1, call.now()));
    }

    /** Remembers what the key was found to hold, for the next guess. */
    void found(Call<?> call, Lookup<?> found) {
        if (found instanceof Entry<?> entry) {
            lastWrites.put(call.key(), entry.writeId());
        } else {
            lastWrites.invalidate(call.key());
        }
    }

    /** Answers the number of this hit of {@code entry}, from 1, or {@link #LOST}. */
    CompletionStage<Long> count(Call<?> call, Entry<?> entry, @Nullable Guess guess) {
        return hits(
                guess != null && guess.writeId == entry.writeId()
                        ? guess.total
                        : add(call, entry.writeId(), 1, call.now()));
    }

    /** Begins to count an entry without a counter, with this hit; answers the number of it. */
    CompletionStage<Long> adopt(Call<?> call, Entry<?> entry) {
        return hits(add(call, entry.writeId(), 2, deadline(call, entry)));
    }

    private static CompletionStage<Long> hits(CompletionStage<Long> total) {
        return Stages.map(total, number -> number - 1);
    }

    /** Stores an entry as {@link Call#store}, with a counter of its own. */
    <V extends @Nullable Object> CompletionStage<Boolean> store(Call<V> call, Entry<V> entry, Lookup<V> seen) {
        if (seen instanceof Missing<V> missing && missing.storable() == null) {
            return Stages.done(false);
        }
        CompletionStage<Long> counter = add(call, entry.writeId(), 1, deadline(call, entry));
        return Stages.settle(
                call.store(entry, seen),
                (stored, failure) -> Stages.settle(counter, (total, trouble) -> {
                    if (!Boolean.TRUE.equals(stored)) {
                        forget(call, entry);
                    } else if (seen instanceof Entry<V> replaced) {
                        forget(call, replaced);
                    }
                    return failure == null ? Stages.done(stored) : Stages.failed(failure);
                }));
    }

    /** Deletes a counter; nobody waits for that, and if it fails, the counter expires with its entry. */
    private static void forget(Call<?> call, Entry<?> entry) {
        call.commands().delete(new KeyCommand.Delete(key(call, entry.writeId())));
    }

    private static CompletionStage<Long> add(Call<?> call, long writeId, long by, long deadline) {
        return call.commands().increment(new NumberCommand.Increment(key(call, writeId), by, deadline));
    }

    private static String key(Call<?> call, long writeId) {
        return call.ownKey("hits/" + Long.toHexString(writeId), call.key());
    }

    /** Returns until when a counter lives: not for ever, for who deletes an entry does not know its counter. */
    private static long deadline(Call<?> call, Entry<?> entry) {
        return entry.expiresAt() == Entry.NEVER ? call.now() + MONTH : entry.expiresAt();
    }
}
