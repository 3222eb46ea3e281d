package io.github.kashew.disk;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The sets of texts of a shard. */
final class SetTable {

    private final Entries entries;

    SetTable(Entries entries) {
        this.entries = entries;
    }

    long add(Session session, String key, Collection<String> members, long deadline) throws SQLException {
        List<byte[]> texts = members.stream().map(Text::bytes).toList();
        Entries.Row found = entries.find(session, key, Kind.SET);
        if (texts.isEmpty()) {
            return 0;
        }
        long id = found == null ? entries.make(session, key, Kind.SET, 0, deadline) : found.id();
        if (found != null && found.expiresAt() < deadline) {
            entries.setDeadline(session, id, deadline);
        }
        long added = 0;
        for (byte[] text : texts) {
            added += session.update("INSERT INTO member (entry, text) VALUES (?, ?) ON CONFLICT DO NOTHING", id, text);
        }
        return added;
    }

    long remove(Session session, String key, Collection<String> members) throws SQLException {
        List<byte[]> texts = members.stream().map(Text::bytes).toList();
        Entries.Row found = entries.find(session, key, Kind.SET);
        if (found == null) {
            return 0;
        }
        long removed = 0;
        for (byte[] text : texts) {
            removed += session.update("DELETE FROM member WHERE entry = ? AND text = ?", found.id(), text);
        }
        dropEmpty(session, found.id());
        return removed;
    }

    Set<String> pop(Session session, String key, int count) throws SQLException {
        Entries.Row found = entries.find(session, key, Kind.SET);
        if (found == null) {
            return Set.of();
        }
        Set<String> popped = new HashSet<>();
        try (ResultSet rows = session.query(
                "DELETE FROM member WHERE entry = ? AND text IN (SELECT text FROM member WHERE entry = ? LIMIT ?)"
                        + " RETURNING text",
                found.id(),
                found.id(),
                (long) count)) {
            while (rows.next()) {
                popped.add(Text.of(rows.getBytes(1)));
            }
        }
        dropEmpty(session, found.id());
        return popped;
    }

    /** Returns the members of the set with this number. */
    Set<String> members(Session session, long id) throws SQLException {
        Set<String> members = new HashSet<>();
        try (ResultSet rows = session.query("SELECT text FROM member WHERE entry = ?", id)) {
            while (rows.next()) {
                members.add(Text.of(rows.getBytes(1)));
            }
        }
        return members;
    }

    private void dropEmpty(Session session, long id) throws SQLException {
        if (session.number(0, "SELECT 1 FROM member WHERE entry = ? LIMIT 1", id) == 0) {
            entries.remove(session, id);
        }
    }
}
