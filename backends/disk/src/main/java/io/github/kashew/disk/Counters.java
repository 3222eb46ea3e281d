package io.github.kashew.disk;

import io.github.kashew.error.BackendException;
import io.github.kashew.error.Printable;
import java.sql.SQLException;

/** The counters of a shard. */
final class Counters {

    private final Entries entries;

    Counters(Entries entries) {
        this.entries = entries;
    }

    long increment(Session session, String key, long by, long deadline) throws SQLException {
        Entries.Row counter = entries.find(session, key, Kind.COUNTER);
        if (counter == null) {
            entries.make(session, key, Kind.COUNTER, by, deadline);
            return by;
        }
        long total = sum(key, counter.number(), by);
        session.update("UPDATE entry SET write_id = ? WHERE id = ?", total, counter.id());
        return total;
    }

    private static long sum(String key, long before, long by) {
        try {
            return Math.addExact(before, by);
        } catch (ArithmeticException overflow) {
            throw new BackendException(
                    "counter " + Printable.text(key) + " is " + before + ", adding " + by + " would exceed 64 bits");
        }
    }
}
