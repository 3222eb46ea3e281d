package io.github.kashew.internal;

import io.github.kashew.TransactionMode;
import io.github.kashew.async.Stages;
import io.github.kashew.error.BackendException;
import io.github.kashew.error.TransactionConflictException;
import io.github.kashew.spi.Check;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Writes what a transaction has changed, in the order of the prefixes of the routes.
 *
 * <p>What the store checks and writes as one needs no lease, as long as nobody else holds those of what it writes.
 *
 * <p>A single route is checked and written by one commit of its store. Of several, all are checked before the first is
 * written.
 */
final class Commit {

    private final TransactionMode mode;
    private final boolean isLast;
    private final TransactionLeases leases;
    private final List<CommitPart<?>> parts = new ArrayList<>();

    /** Makes a commit; the last one of a transaction gives its lease back with what it writes, where that is possible. */
    Commit(TransactionMode mode, boolean isLast, TransactionLeases leases, List<Overlays.Over<?>> used) {
        this.mode = mode;
        this.isLast = isLast;
        this.leases = leases;
        for (Overlays.Over<?> over : used) {
            CommitPart<?> part = CommitPart.of(over);
            if (!part.changesNothing() || mode != TransactionMode.FAST && part.hasChecks()) {
                parts.add(part);
            }
        }
    }

    CompletionStage<@Nullable Void> run() {
        if (parts.isEmpty()) {
            return Stages.nothing();
        }
        if (mode == TransactionMode.FAST) {
            return writeFrom(0, List.of());
        }
        if (mode == TransactionMode.SERIALIZABLE) {
            TransactionLeases.Held whole = leases.whole();
            return whole != null && isLast && isOneWith(parts.get(0), whole)
                    ? writeAndRelease(whole)
                    : checkAndWrite(whole == null ? List.of() : List.of(whole));
        }
        List<TransactionLeases.Wanted> wanted = parts.stream()
                .flatMap(part -> part.keys().stream().map(key -> TransactionLeases.of(part.base(), key)))
                .distinct()
                .toList();
        List<Check> free = wanted.stream()
                .<Check>map(one -> new Check.Unleased(one.name()))
                .toList();
        CommitPart<?> first = parts.get(0);
        return parts.size() == 1 && first.isOne(free, List.of())
                ? Stages.then(
                        first.write(CommitPart.joined(first.checks(), free)),
                        written -> written ? Stages.nothing() : underLeases(wanted))
                : underLeases(wanted);
    }

    /** Keeps others away from what is written while it is checked and written. */
    private CompletionStage<@Nullable Void> underLeases(List<TransactionLeases.Wanted> wanted) {
        return Stages.then(leases.acquire(wanted), held -> {
            CompletionStage<@Nullable Void> written = checkAndWrite(held);
            return Stages.settle(written, (done, failure) -> {
                leases.release(held); // nobody waits for that
                return written;
            });
        });
    }

    private <S> boolean isOneWith(CommitPart<S> part, TransactionLeases.Held whole) {
        return parts.size() == 1
                && whole.route() == part.base()
                && part.isOne(List.of(whole.check()), whole.releasing());
    }

    private CompletionStage<@Nullable Void> writeAndRelease(TransactionLeases.Held whole) {
        return Stages.then(parts.get(0).writeAndRelease(whole), written -> {
            if (!written) {
                return Stages.failed(conflict());
            }
            leases.wholeIsReleased();
            return Stages.nothing();
        });
    }

    private CompletionStage<@Nullable Void> checkAndWrite(List<TransactionLeases.Held> held) {
        boolean isOne = parts.size() == 1
                && held.stream().allMatch(one -> one.route() == parts.get(0).base());
        if (isOne && !parts.get(0).clears()) {
            CommitPart<?> only = parts.get(0);
            return Stages.then(
                    only.write(checks(only.checks(), only.base(), held)),
                    written -> written ? Stages.nothing() : Stages.failed(conflict()));
        }
        List<CompletionStage<Boolean>> checked = new ArrayList<>();
        for (CommitPart<?> part : parts) {
            checked.add(part.check(checks(part.checks(), part.base(), held)));
        }
        held.stream()
                .filter(one -> parts.stream().noneMatch(part -> part.base() == one.route()))
                .forEach(one -> checked.add(one.route().backend().commit(List.of(one.check()), List.of())));
        return Stages.then(
                Stages.all(checked), each -> each.contains(false) ? Stages.failed(conflict()) : writeFrom(0, held));
    }

    private static List<Check> checks(List<Check> own, Route route, List<TransactionLeases.Held> held) {
        List<Check> checks = new ArrayList<>(own);
        held.stream().filter(one -> one.route() == route).forEach(one -> checks.add(one.check()));
        return checks;
    }

    private CompletionStage<@Nullable Void> writeFrom(int index, List<TransactionLeases.Held> held) {
        if (index == parts.size()) {
            return Stages.nothing();
        }
        CommitPart<?> part = parts.get(index);
        return Stages.settle(part.write(checks(List.of(), part.base(), held)), (written, failure) -> {
            if (failure == null && Boolean.TRUE.equals(written)) {
                return writeFrom(index + 1, held);
            }
            Throwable cause = failure == null ? conflict() : failure;
            return Stages.failed(
                    index == 0
                            ? cause
                            : new BackendException(
                                    "the transaction was written in " + index + " of " + parts.size()
                                            + " routes, and failed in route '"
                                            + part.base().prefix() + "'",
                                    cause));
        });
    }

    private static TransactionConflictException conflict() {
        return new TransactionConflictException(
                "something that the transaction read was changed before it was committed, or a lease of it was lost: run it"
                        + " again, or give it retries");
    }
}
