package io.github.kashew.disk;

import io.github.kashew.spi.CacheClock;
import io.github.kashew.spi.TagStorage;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** The tag generations of a shard. */
final class TagTable {

    private TagTable() {}

    static long read(Session session, String tag) throws SQLException {
        return session.number(
                TagStorage.NO_GENERATION,
                "SELECT generation FROM tag WHERE name = ? AND expires_at > ?",
                Text.bytes(tag),
                session.now());
    }

    static long[] read(Session session, List<String> tags) throws SQLException {
        long[] generations = new long[tags.size()];
        for (int i = 0; i < generations.length; i++) {
            generations[i] = read(session, tags.get(i));
        }
        return generations;
    }

    static long create(Session session, String tag, long ttlNanos) throws SQLException {
        long now = session.now();
        return session.number(
                TagStorage.NO_GENERATION,
                "INSERT INTO tag (name, generation, expires_at) VALUES (?1, ?2, ?3) ON CONFLICT (name) DO UPDATE SET"
                        + " generation = CASE WHEN expires_at > ?4 THEN generation ELSE excluded.generation END,"
                        + " expires_at = CASE WHEN expires_at > ?4 THEN max(expires_at, excluded.expires_at)"
                        + " ELSE excluded.expires_at END RETURNING generation",
                Text.bytes(tag),
                newGeneration(),
                CacheClock.saturatedSum(now, ttlNanos),
                now);
    }

    private static long newGeneration() {
        long number = ThreadLocalRandom.current().nextLong();
        return number == TagStorage.NO_GENERATION ? 1 : number;
    }

    /** Gives a tag a generation, or none. */
    static void begin(Session session, String tag, long generation, long ttlNanos) throws SQLException {
        end(session, tag);
        if (generation != TagStorage.NO_GENERATION) {
            session.update(
                    "INSERT INTO tag (name, generation, expires_at) VALUES (?, ?, ?)",
                    Text.bytes(tag),
                    generation,
                    CacheClock.saturatedSum(session.now(), ttlNanos));
        }
    }

    static void end(Session session, String tag) throws SQLException {
        session.update("DELETE FROM tag WHERE name = ?", (Object) Text.bytes(tag));
    }

    static void purge(Session session) throws SQLException {
        session.update("DELETE FROM tag WHERE expires_at <= ?", session.now());
    }
}
