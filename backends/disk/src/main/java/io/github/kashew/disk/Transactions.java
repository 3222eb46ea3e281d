package io.github.kashew.disk;

import io.github.kashew.error.BackendException;
import io.github.kashew.spi.BackendContext;
import io.github.kashew.spi.RemovalListener;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs groups of calls on one session, each group as one transaction, a lone loose read without one. Not thread-safe. */
final class Transactions {

    private final SessionSource sessions;
    private final BackendContext context;
    private final String begin;
    private final @Nullable Room room;

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

    /** Runs calls together; if SQLite refuses that, one by one. */
    void run(List<? extends Pending<?>> group) {
        Exception refused = attempt(group);
        if (refused != null && DiskFailure.isDamage(refused)) {
            sessions.setAside();
            refused = attempt(group);
        } else if (refused != null && DiskFailure.isLost(refused)) {
            sessions.lookAgain();
            refused = attempt(group);
        }
        if (refused == null) {
            return;
        }
        BackendException failure = sessions.failure(refused);
        if (group.size() == 1 || !DiskFailure.concernsOneCall(refused)) {
            group.forEach(call -> call.fail(failure));
        } else {
            group.forEach(call -> run(List.of(call)));
        }
    }

    /** Returns what kept the group from being committed. */
    private @Nullable Exception attempt(List<? extends Pending<?>> group) {
        Session session = null;
        boolean together = group.size() > 1 || group.get(0).needsTransaction();
        try {
            session = sessions.current();
            if (room != null) {
                room.boundLog(session);
            }
            if (together) {
                session.begin(begin);
            }
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
            return refused;
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
