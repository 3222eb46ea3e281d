package io.github.kashew.internal;

import io.github.kashew.async.Stages;
import io.github.kashew.spi.Backend;
import io.github.kashew.spi.Change;
import io.github.kashew.spi.Check;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

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

    /**
     * Tells whether the store checks and writes all of this as one, so that nobody can come between.
     *
     * @param checks those of leases, beside its own
     * @param more changes beside its own
     */
    boolean isOne(List<Check> checks, List<Change<S>> more) {
        return !clears() && backend.commitsAsOne(joined(taken.checks(), checks), joined(taken.changes(), more));
    }

    static <T> List<T> joined(List<T> some, List<T> others) {
        return Stream.concat(some.stream(), others.stream()).toList();
    }

    /** Checks and writes everything, and gives a lease back with it, where that {@link #isOne}. */
    CompletionStage<Boolean> writeAndRelease(TransactionLeases.Held held) {
        return written(joined(taken.checks(), List.of(held.check())), joined(taken.changes(), held.releasing()));
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
        return written(checks, taken.changes());
    }

    private CompletionStage<Boolean> written(List<Check> checks, List<Change<S>> changes) {
        CompletionStage<Boolean> written = taken.cleared()
                ? Stages.then(backend.clear(), done -> backend.commit(checks, changes))
                : backend.commit(checks, changes);
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
