package io.github.kashew.internal;

import io.github.kashew.async.Stages;
import io.github.kashew.spi.Backend;
import io.github.kashew.spi.Check;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * What a transaction does to one route.
 *
 * @param base the route of the cache
 */
record CommitPart<S>(Route base, Backend<S> backend, Drafts.Taken<S> taken) {

    static <S> CommitPart<S> of(Overlays.Over<S> over) {
        return new CommitPart<>(
                over.base(), over.overlay().base(), over.overlay().take());
    }

    boolean changesNothing() {
        return taken.changesNothing();
    }

    boolean hasChecks() {
        return !taken.checks().isEmpty();
    }

    boolean clears() {
        return taken.cleared();
    }

    List<Check> checks() {
        return taken.checks();
    }

    List<String> keys() {
        return taken.keys();
    }

    /** Tells whether all of {@code checks} hold. */
    CompletionStage<Boolean> check(List<Check> checks) {
        return checks.isEmpty() ? Stages.done(true) : backend.commit(checks, List.of());
    }

    /** Writes if all of {@code checks} hold; answers whether they did. Loads that run are not joined from then on. */
    CompletionStage<Boolean> write(List<Check> checks) {
        if (changesNothing()) {
            return check(checks);
        }
        CompletionStage<Boolean> written = taken.cleared()
                ? Stages.then(backend.clear(), done -> backend.commit(checks, taken.changes()))
                : backend.commit(checks, taken.changes());
        return Stages.settle(written, (done, failure) -> {
            detach();
            return written;
        });
    }

    private void detach() {
        Flights flights = base.flights();
        if (taken.cleared()) {
            flights.detachAll();
        }
        taken.keys().forEach(flights::detach);
        if (!taken.tags().isEmpty()) {
            flights.detachTagged(taken.tags());
        }
    }
}
