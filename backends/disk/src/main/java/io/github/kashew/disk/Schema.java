package io.github.kashew.disk;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The tables of a file. */
final class Schema {

    static final int PAGE_BYTES = 4096;

    /** How many deletion epochs a file has. Keys that share one can cost each other a miss, and no more. */
    static final int STRIPES = 1024;

    private static final int VERSION = 1;

    private static final List<String> DEFINITIONS = List.of(
            "CREATE TABLE entry (id INTEGER PRIMARY KEY, key BLOB NOT NULL UNIQUE, kind INTEGER NOT NULL,"
                    + " write_id INTEGER NOT NULL, expires_at INTEGER NOT NULL, rank INTEGER NOT NULL, payload BLOB)"
                    + " STRICT",
            "CREATE INDEX entry_expiry ON entry (expires_at) WHERE expires_at < 9223372036854775807",
            "CREATE INDEX entry_rank ON entry (rank)",
            "CREATE TABLE chunk (entry INTEGER NOT NULL, number INTEGER NOT NULL, bits BLOB NOT NULL,"
                    + " PRIMARY KEY (entry, number)) STRICT, WITHOUT ROWID",
            "CREATE TABLE member (entry INTEGER NOT NULL, text BLOB NOT NULL, PRIMARY KEY (entry, text))"
                    + " STRICT, WITHOUT ROWID",
            "CREATE TABLE event (entry INTEGER NOT NULL, at INTEGER NOT NULL, count INTEGER NOT NULL,"
                    + " PRIMARY KEY (entry, at)) STRICT, WITHOUT ROWID",
            "CREATE TABLE epoch (stripe INTEGER PRIMARY KEY, number INTEGER NOT NULL) STRICT",
            "CREATE TABLE lease (name BLOB PRIMARY KEY, owner BLOB NOT NULL, fencing INTEGER NOT NULL,"
                    + " expires_at INTEGER NOT NULL) STRICT, WITHOUT ROWID",
            "CREATE TABLE fence (last INTEGER NOT NULL) STRICT",
            "CREATE TABLE tag (name BLOB PRIMARY KEY, generation INTEGER NOT NULL, expires_at INTEGER NOT NULL)"
                    + " STRICT, WITHOUT ROWID",
            trigger("entry_deleted", "DELETE"),
            trigger("entry_replaced", "UPDATE OF kind"));

    private static final List<String> CONTENTS = List.of(
            // random, so that an epoch of a file that was lost does not come back
            "WITH RECURSIVE stripe(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM stripe WHERE n + 1 < " + STRIPES
                    + ") INSERT INTO epoch SELECT n, random() >> 8 FROM stripe",
            "INSERT INTO fence VALUES (0)",
            "PRAGMA user_version=" + VERSION);

    private Schema() {}

    /** A file that holds other tables than these. */
    static final class MismatchException extends SQLException {
        private static final long serialVersionUID = 1L;

        MismatchException(String message) {
            super(message);
        }
    }

    private static String trigger(String name, String change) {
        return "CREATE TRIGGER " + name + " AFTER " + change + " ON entry WHEN OLD.kind > 1 BEGIN"
                + " DELETE FROM chunk WHERE entry = OLD.id; DELETE FROM member WHERE entry = OLD.id;"
                + " DELETE FROM event WHERE entry = OLD.id; END";
    }

    /** Makes the tables of an empty file; refuses one that holds anything but them. */
    static void ensure(Session session) throws SQLException {
        boolean complete = session.transaction("BEGIN", Schema::isComplete);
        if (!complete) {
            session.transaction("BEGIN IMMEDIATE", Schema::complete);
        }
    }

    /** Tells whether the tables are there and SQLite finds nothing wrong in them. Reads the whole file. */
    static boolean isWhole(Session session) throws SQLException {
        return session.transaction("BEGIN", same -> isComplete(same) && same.isSound());
    }

    private static boolean complete(Session session) throws SQLException {
        if (isComplete(session)) {
            return true; // another connection was first
        }
        for (String definition : DEFINITIONS) {
            session.execute(definition);
        }
        for (String content : CONTENTS) {
            session.execute(content);
        }
        return true;
    }

    /**
     * Tells whether the tables are there; false for a file without any.
     *
     * <p>Asks in a transaction, since tables and version must be those of one moment: of a file that another process is just
     * making, one would be seen without the other.
     */
    private static boolean isComplete(Session session) throws SQLException {
        Set<String> found = new HashSet<>();
        try (ResultSet rows = session.query("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL")) {
            while (rows.next()) {
                found.add(rows.getString(1));
            }
        }
        long version = session.number(0, "PRAGMA user_version");
        if (found.isEmpty() && version == 0) {
            return false;
        }
        if (version != VERSION || !found.equals(Set.copyOf(DEFINITIONS))) {
            throw new MismatchException("holds other tables than those of version " + VERSION);
        }
        return true;
    }
}
