package io.github.kashew.disk;

import io.github.kashew.spi.CacheClock;
import io.github.kashew.spi.LeaseGrant;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** The leases of a shard. */
final class LeaseTable {

    private LeaseTable() {}

    static @Nullable LeaseGrant acquire(Session session, String name, String owner, long ttlNanos) throws SQLException {
        long now = session.now();
        long deadline = CacheClock.saturatedSum(now, ttlNanos);
        byte[] key = Text.bytes(name);
        byte[] me = Text.bytes(owner);
        try (ResultSet row =
                session.query("SELECT fencing, owner = ? FROM lease WHERE name = ? AND expires_at > ?", me, key, now)) {
            if (row.next()) {
                long fencing = row.getLong(1);
                if (!row.getBoolean(2)) {
                    return null;
                }
                session.update("UPDATE lease SET expires_at = ? WHERE name = ?", deadline, key);
                return new LeaseGrant(fencing, deadline);
            }
        }
        // the time, so that it rises even where the file was lost
        long fencing = session.number(0, "UPDATE fence SET last = max(last + 1, ?) RETURNING last", now);
        session.update(
                "INSERT INTO lease (name, owner, fencing, expires_at) VALUES (?, ?, ?, ?) ON CONFLICT (name) DO UPDATE"
                        + " SET owner = excluded.owner, fencing = excluded.fencing, expires_at = excluded.expires_at",
                key,
                me,
                fencing,
                deadline);
        return new LeaseGrant(fencing, deadline);
    }

    static boolean renew(Session session, String name, String owner, long ttlNanos) throws SQLException {
        long now = session.now();
        return session.update(
                        "UPDATE lease SET expires_at = ? WHERE name = ? AND owner = ? AND expires_at > ?",
                        CacheClock.saturatedSum(now, ttlNanos),
                        Text.bytes(name),
                        Text.bytes(owner),
                        now)
                > 0;
    }

    static boolean release(Session session, String name, String owner) throws SQLException {
        return session.update(
                        "DELETE FROM lease WHERE name = ? AND owner = ? AND expires_at > ?",
                        Text.bytes(name),
                        Text.bytes(owner),
                        session.now())
                > 0;
    }

    /** Tells whether whoever got a lease with this number still holds it. */
    static boolean isHeld(Session session, String name, long fencing) throws SQLException {
        return session.number(
                        0,
                        "SELECT 1 FROM lease WHERE name = ? AND fencing = ? AND expires_at > ?",
                        Text.bytes(name),
                        fencing,
                        session.now())
                == 1;
    }

    /** Returns the deadline of a lease that is held, or 0. */
    static long heldUntil(Session session, String name) throws SQLException {
        return session.number(
                0, "SELECT expires_at FROM lease WHERE name = ? AND expires_at > ?", Text.bytes(name), session.now());
    }

    static void purge(Session session) throws SQLException {
        session.update("DELETE FROM lease WHERE expires_at <= ?", session.now());
    }
}
