package io.github.kashew.disk;

import io.github.kashew.error.BackendException;
import io.github.kashew.error.Printable;
import io.github.kashew.spi.Backend;
import io.github.kashew.spi.RemovalCause;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** What the keys of a shard hold, of any kind: one row each. */
final class Entries {

    private static final long PURGED_TOGETHER = 1000;

    private final Epochs epochs;

    Entries(Epochs epochs) {
        this.epochs = epochs;
    }

    /** What a live row says, but for its payload. */
    record Row(long id, Kind kind, long number, long expiresAt) {}

    @Nullable
    Row find(Session session, byte[] key) throws SQLException {
        try (ResultSet row = session.query(
                "SELECT id, kind, write_id, expires_at FROM entry WHERE key = ? AND expires_at > ?",
                key,
                session.now())) {
            return row.next() ? new Row(row.getLong(1), Kind.of(row.getInt(2)), row.getLong(3), row.getLong(4)) : null;
        }
    }

    /** As {@link #find}, but refuses another kind. */
    @Nullable
    Row find(Session session, String key, Kind wanted) throws SQLException {
        Row row = find(session, Text.bytes(key));
        if (row != null && row.kind() != wanted) {
            throw new BackendException("key " + Printable.text(key) + " holds "
                    + row.kind().words() + ", not " + wanted.words() + ": delete it first, or use another key");
        }
        return row;
    }

    /** Makes an entry that is no record, where none lives, and returns its number. */
    long make(Session session, String key, Kind kind, long number, long expiresAt) throws SQLException {
        byte[] name = Text.bytes(key);
        session.update("DELETE FROM entry WHERE key = ?", name); // what has expired
        return session.number(
                0,
                "INSERT INTO entry (key, kind, write_id, expires_at, rank) VALUES (?, ?, ?, ?, ?) RETURNING id",
                name,
                (long) kind.code(),
                number,
                expiresAt,
                session.now());
    }

    void setDeadline(Session session, long id, long deadline) throws SQLException {
        session.update("UPDATE entry SET expires_at = ? WHERE id = ?", deadline, id);
    }

    /** Deletes what a key holds, and tells whether it lived. */
    boolean delete(Session session, String key) throws SQLException {
        byte[] name = Text.bytes(key);
        epochs.raise(session, key);
        long deadline =
                session.number(Backend.MISSING, "DELETE FROM entry WHERE key = ? RETURNING expires_at", (Object) name);
        boolean lived = deadline > session.now();
        if (lived) {
            session.removed(name, RemovalCause.DELETION);
        }
        return lived;
    }

    void remove(Session session, long id) throws SQLException {
        session.update("DELETE FROM entry WHERE id = ?", id);
    }

    boolean expire(Session session, String key, long deadline) throws SQLException {
        long now = session.now();
        return deadline <= now
                ? delete(session, key)
                : session.update(
                                "UPDATE entry SET expires_at = ? WHERE key = ? AND expires_at > ?",
                                deadline,
                                Text.bytes(key),
                                now)
                        > 0;
    }

    long deadline(Session session, String key) throws SQLException {
        return session.number(
                Backend.MISSING,
                "SELECT expires_at FROM entry WHERE key = ? AND expires_at > ?",
                Text.bytes(key),
                session.now());
    }

    long size(Session session, String key) throws SQLException {
        return session.number(
                0,
                "SELECT length(key) + 40 + coalesce(length(payload), 0)"
                        + " + (SELECT coalesce(sum(length(bits)), 0) FROM chunk WHERE entry = id)"
                        + " + (SELECT coalesce(sum(length(text)), 0) FROM member WHERE entry = id)"
                        + " + (SELECT 16 * count(*) FROM event WHERE entry = id)"
                        + " FROM entry WHERE key = ? AND expires_at > ?",
                Text.bytes(key),
                session.now());
    }

    long count(Session session) throws SQLException {
        return session.number(
                0,
                "SELECT (SELECT count(*) FROM entry) - (SELECT count(*) FROM entry WHERE expires_at <= ?"
                        + " AND expires_at < 9223372036854775807)",
                session.now());
    }

    void clear(Session session) throws SQLException {
        epochs.raiseAll(session);
        session.update("DELETE FROM chunk");
        session.update("DELETE FROM member");
        session.update("DELETE FROM event");
        session.update("DELETE FROM entry");
    }

    /** Deletes some of what has expired, and tells whether there may be more. */
    boolean purge(Session session) throws SQLException {
        int purged = 0;
        try (ResultSet gone = session.query(
                "DELETE FROM entry WHERE id IN (SELECT id FROM entry WHERE expires_at <= ?"
                        + " AND expires_at < 9223372036854775807 LIMIT ?) RETURNING key",
                session.now(),
                PURGED_TOGETHER)) {
            while (gone.next()) {
                purged++;
                session.removed(gone.getBytes(1), RemovalCause.EXPIRY);
            }
        }
        return purged == PURGED_TOGETHER;
    }
}
