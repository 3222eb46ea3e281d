package io.github.kashew.internal;

import io.github.kashew.Counts;
import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;

/** The counters of one plan on one route, or of what no plan has asked of it. Thread-safe. */
final class Tally {

    final StripedCounter hits = new StripedCounter();
    final LongAdder misses = new LongAdder();
    final LongAdder coalesced = new LongAdder();
    final LongAdder loads = new LongAdder();
    final LongAdder loadFailures = new LongAdder();
    final LongAdder loadNanos = new LongAdder();
    final LongAdder stale = new LongAdder();
    final LongAdder refreshes = new LongAdder();
    final LongAdder covered = new LongAdder();
    final LongAdder evictions = new LongAdder();
    final LongAdder suppressed = new LongAdder();

    /** Counts the end of a load. */
    void loaded(long nanos, boolean failed) {
        loadNanos.add(nanos);
        if (failed) {
            loadFailures.increment();
        }
    }

    Counts counts() {
        return counts(suppressed.sum());
    }

    /** As {@link #counts()}, without failures of the store, which a route counts for all of its plans. */
    Counts countsOfPlan() {
        return counts(0);
    }

    private Counts counts(long failures) {
        return new Counts(
                hits.sum(),
                misses.sum(),
                coalesced.sum(),
                loads.sum(),
                loadFailures.sum(),
                Duration.ofNanos(loadNanos.sum()),
                stale.sum(),
                refreshes.sum(),
                covered.sum(),
                evictions.sum(),
                failures);
    }
}
