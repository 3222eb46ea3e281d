package io.github.kashew.strategy;

import io.github.kashew.Entry;
import io.github.kashew.Outcome;
import io.github.kashew.Ttl;
import io.github.kashew.TtlFunction;
import java.lang.reflect.Array;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How long an outcome is stored.
 *
 * @param ttl for all that has no ttl of its own
 * @param ofEmpty for an answer that says "nothing there", or null
 * @param ofFailure for failures that are {@code kept}, or null
 * @param kept the failures that are stored in any case, or null
 */
record SimpleLifetime(
        TtlFunction<? super @Nullable Object> ttl,
        @Nullable Ttl ofEmpty,
        @Nullable Ttl ofFailure,
        @Nullable Covered kept)
        implements Lifetime {

    SimpleLifetime withEmpty(Ttl other) {
        return new SimpleLifetime(ttl, other, ofFailure, kept);
    }

    SimpleLifetime withFailure(Ttl other, Covered failures) {
        return new SimpleLifetime(ttl, ofEmpty, other, failures);
    }

    @Override
    public boolean keeps(Throwable failure) {
        return kept != null && kept.covers(failure);
    }

    @Override
    public <V extends @Nullable Object> Entry<V> entryOf(Outcome<V> outcome, long now) {
        Ttl own = own(outcome);
        Ttl chosen = own == null ? ttl.ttl(outcome) : own;
        return Entry.of(outcome, now, chosen.deadlineAfter(now));
    }

    private @Nullable Ttl own(Outcome<?> outcome) {
        Throwable failure = outcome.failure();
        if (failure != null) {
            return keeps(failure) ? ofFailure : null;
        }
        return ofEmpty != null && isEmpty(outcome.value()) ? ofEmpty : null;
    }

    private static boolean isEmpty(@Nullable Object value) {
        return value == null
                || value instanceof Optional<?> optional && optional.isEmpty()
                || value instanceof Collection<?> many && many.isEmpty()
                || value instanceof Map<?, ?> map && map.isEmpty()
                || value.getClass().isArray() && Array.getLength(value) == 0;
    }

    /** Draws the options, for example {@code 1h, empty 1m, failure 10s}. */
    @Override
    public String toString() {
        return (ttl instanceof TtlFunction.Always ? ttl.toString() : "ttl of the outcome")
                + (ofEmpty == null ? "" : ", empty " + ofEmpty)
                + (ofFailure == null ? "" : ", failure " + ofFailure);
    }
}
