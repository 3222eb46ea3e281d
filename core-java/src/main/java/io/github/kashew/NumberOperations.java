package io.github.kashew;

import io.github.kashew.async.Stages;
import io.github.kashew.key.KeyRules;
import io.github.kashew.spi.BitFields;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Counters, bits and sliding windows. They are created by their first change.
 *
 * <p>A change of a key that holds something of another kind fails with {@link io.github.kashew.error.BackendException}.
 */
public interface NumberOperations extends Operations {

    /** Adds 1 to a counter; answers the total. */
    default CompletionStage<Long> increment(String key) {
        return increment(key, 1, Ttl.forever());
    }

    /**
     * Adds {@code by}, which may be negative, to a counter; answers the total.
     *
     * @param ttl how long a counter lives that this call creates; one that exists keeps its ttl
     */
    default CompletionStage<Long> increment(String key, long by, Ttl ttl) {
        KeyRules.check(key);
        return commands().increment(new NumberCommand.Increment(key, by, ttl.deadlineAfter(now(key))));
    }

    /** Answers the total of a counter, or null if it does not exist. */
    default CompletionStage<@Nullable Long> counter(String key) {
        KeyRules.check(key);
        return Stages.map(commands().get(new ValueCommand.Get<>(key, TypeRef.of(Long.class))), found -> {
            Entry<Long> entry = found.entry();
            return entry == null ? null : entry.value();
        });
    }

    /** Answers unsigned fields of bits, in the order of the indexes; what was never written is 0. */
    default CompletionStage<long[]> getBits(String key, BitFields fields) {
        KeyRules.check(key);
        return commands().getBits(new NumberCommand.GetBits(key, fields));
    }

    /** Adds {@code by} to fields of bits, which stop at 0 and at the largest number of their width; answers them. */
    default CompletionStage<long[]> incrementBits(String key, BitFields fields, long by) {
        KeyRules.check(key);
        return commands().incrementBits(new NumberCommand.IncrementBits(key, fields, by));
    }

    /**
     * Counts an event unless there were {@code limit} of them within the last {@code window}.
     *
     * <p>Answers the number of events with this one, or {@code limit + 1} if it was one too many and was not counted.
     *
     * @throws IllegalArgumentException if the window is not positive or the limit is negative
     */
    default CompletionStage<Long> slidingCount(String key, Duration window, long limit) {
        KeyRules.check(key);
        if (window.isZero() || window.isNegative()) {
            throw new IllegalArgumentException("window must be positive, was " + window);
        }
        if (limit < 0) {
            throw new IllegalArgumentException("limit must be 0 or more, was " + limit);
        }
        return commands()
                .slidingCount(new NumberCommand.SlidingCount(key, Ttl.of(window).nanos(), limit));
    }
}
