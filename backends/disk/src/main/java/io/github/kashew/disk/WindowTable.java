package io.github.kashew.disk;

import io.github.kashew.spi.CacheClock;
import java.sql.SQLException;

/** The sliding windows of a shard: how many events there were at each time. */
final class WindowTable {

    private final Entries entries;

    WindowTable(Entries entries) {
        this.entries = entries;
    }

    long add(Session session, String key, long windowNanos, long limit) throws SQLException {
        long now = session.now();
        Entries.Row found = entries.find(session, key, Kind.WINDOW);
        long count = 0;
        if (found != null) {
            session.update("DELETE FROM event WHERE entry = ? AND at <= ?", found.id(), now - windowNanos);
            count = session.number(0, "SELECT coalesce(sum(count), 0) FROM event WHERE entry = ?", found.id());
        }
        if (count >= limit) {
            if (found != null && count == 0) {
                entries.remove(session, found.id());
            }
            return limit + 1;
        }
        long deadline = CacheClock.saturatedSum(now, windowNanos);
        long id;
        if (found == null) {
            id = entries.make(session, key, Kind.WINDOW, 0, deadline);
        } else {
            id = found.id();
            entries.setDeadline(session, id, deadline);
        }
        session.update(
                "INSERT INTO event (entry, at, count) VALUES (?, ?, 1)"
                        + " ON CONFLICT (entry, at) DO UPDATE SET count = count + 1",
                id,
                now);
        return count + 1;
    }
}
