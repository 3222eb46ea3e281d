package io.github.kashew.disk;

import java.sql.SQLException;

/** The deletion epochs of a shard. */
final class Epochs {

    private static long stripe(String key) {
        return (Text.hash(key) >>> 16) & (Schema.STRIPES - 1L);
    }

    long of(Session session, String key) throws SQLException {
        return session.number(0, "SELECT number FROM epoch WHERE stripe = ?", stripe(key));
    }

    void raise(Session session, String key) throws SQLException {
        session.update("UPDATE epoch SET number = number + 1 WHERE stripe = ?", stripe(key));
    }

    void raiseAll(Session session) throws SQLException {
        session.update("UPDATE epoch SET number = number + 1");
    }
}
