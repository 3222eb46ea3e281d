package io.github.kashew.internal;

import io.github.kashew.Condition;
import io.github.kashew.Outcome;
import io.github.kashew.StreamSpec;
import io.github.kashew.key.Args;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a run of a source has ended.
 *
 * @param elements how many it has brought
 * @param failure what it has failed with, or null
 * @param reused whether a part of it was answered without loading
 */
record StreamEnd(long elements, @Nullable Throwable failure, boolean reused) {

    /** Stands for a stream that is not to be stored. */
    static final long NOT_STORED = Long.MIN_VALUE;

    /**
     * Returns until when the stream is found, as the condition and the ttl say; what they throw is thrown.
     *
     * @param begun when the run began, by the time of the route
     * @param time how long it took
     */
    @SuppressWarnings("NullAway") // a failure has no value
    long foundUntil(StreamStore<?> store, Args args, long begun, Duration time) {
        if (failure != null && !Condition.isAskedAbout(failure)) {
            return NOT_STORED;
        }
        StreamSpec<?> spec = store.spec();
        StreamSpec.Life life = spec.life();
        Long value = failure == null ? elements : null;
        Outcome<Long> outcome = new Outcome<>(store.key(), args, value, failure, time, reused);
        return spec.storing().condition().stores(outcome)
                ? Math.min(
                        life.ttl().ttl(outcome).deadlineAfter(begun),
                        life.longest().deadlineAfter(begun))
                : NOT_STORED;
    }
}
