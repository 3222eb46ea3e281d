package io.github.kashew.disk;

import io.github.kashew.error.BackendException;
import io.github.kashew.spi.BackendContext;
import io.github.kashew.spi.RemovalListener;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs groups of calls on one session, each group as one transaction, a lone loose read without one. Not thread-safe. */
final class Transactions {

    /** A file that is gone may have a successor that is damaged. */
    private static final int MOST_REPAIRS = 3;

    private final SessionSource sessions;
    private final BackendContext context;
    private final String begin;
    private final @Nullable Room room;
    private @Nullable BackendException blocked;

    /**
     * Makes transactions.
     *
     * @param begin how a transaction begins
     * @param room makes room before something is added; null where nothing is
     */
    Transactions(SessionSource sessions, BackendContext context, String begin, @Nullable Room room) {
        this.sessions = sessions;
        this.context = context;
        this.begin = begin;
        this.room = room;
    }

    BackendException closed() {
        return new BackendException(sessions.name() + " is closed");
    }

    BackendException broken() {
        return new BackendException(sessions.name() + ": an error ended the call");
    }

    /** Returns why the last group found the file held by another process; null if it did not. */
    @Nullable
    BackendException blocked() {
        return blocked;
    }

    /** Runs calls together; if SQLite refuses that, one by one. */
    void run(List<? extends Pending<?>> group) {
        blocked = null;
        Refusal refusal = attempt(group);
        for (int again = 0; again < MOST_REPAIRS && refusal != null && refusal.isRepairable(); again++) {
            refusal = attemptAfter(refusal, group);
        }
        if (refusal == null) {
            return;
        }
        BackendException failure = sessions.failure(refusal.cause());
        if (group.size() == 1 || refusal.concernsAll()) {
            group.forEach(call -> call.fail(failure));
            blocked = DiskFailure.isBusy(refusal.cause()) ? failure : null;
        } else {
            group.forEach(call -> run(List.of(call)));
        }
    }

    /** What kept a group from being committed, and whether no call of it can succeed then. */
    private record Refusal(Exception cause, boolean concernsAll) {
        boolean isRepairable() {
            return DiskFailure.isDamage(cause) || DiskFailure.isLost(cause);
        }
    }

    private @Nullable Refusal attemptAfter(Refusal refusal, List<? extends Pending<?>> group) {
        try {
            if (DiskFailure.isDamage(refusal.cause())) {
                sessions.setAside();
            } else {
                sessions.lookAgain();
            }
        } catch (BackendException impossible) {
            return new Refusal(impossible, true);
        }
        return attempt(group);
    }

    /** Returns what kept the group from being committed. */
    private @Nullable Refusal attempt(List<? extends Pending<?>> group) {
        Session session = null;
        boolean together = group.size() > 1 || group.get(0).needsTransaction();
        boolean begun = false;
        try {
            session = sessions.current();
            if (room != null) {
                room.boundLog(session);
            }
            if (together) {
                session.begin(begin);
            }
            begun = true;
            if (room != null) {
                room.make(session, group.stream().mapToLong(Pending::bytes).sum());
            }
            for (Pending<?> call : group) {
                call.run(session);
            }
            if (together) {
                session.commit();
            }
            announce(session.takeRemovals());
            return null;
        } catch (SQLException | RuntimeException refused) {
            if (session != null && together) {
                session.rollback();
            }
            return new Refusal(refused, !begun || !DiskFailure.concernsOneCall(refused));
        }
    }

    private void announce(List<Session.Removal> removals) {
        RemovalListener listener = context.removals();
        List<Session.Removal> heard = removals.stream()
                .filter(removal -> listener.hears(removal.cause()))
                .toList();
        if (!heard.isEmpty()) {
            context.executor()
                    .execute(() -> heard.forEach(removal -> listener.removed(removal.key(), removal.cause())));
        }
    }

    void close() {
        sessions.close();
    }
}
