package io.github.kashew.disk;

import io.github.kashew.error.BackendException;
import io.github.kashew.error.Printable;
import io.github.kashew.spi.Absent;
import io.github.kashew.spi.Slot;
import io.github.kashew.spi.Stored;
import io.github.kashew.spi.WriteCondition;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** The records of a shard, and its counters as what reads see of them. */
final class Records {

    private final Entries entries;
    private final Epochs epochs;
    private final Touches touches;
    private final EvictionPolicy policy;
    private final long largestValue;
    private final String upsert;

    Records(Entries entries, Epochs epochs, Touches touches, EvictionPolicy policy, long largestValue) {
        this.entries = entries;
        this.epochs = epochs;
        this.touches = touches;
        this.policy = policy;
        this.largestValue = largestValue;
        this.upsert = "INSERT INTO entry (key, kind, write_id, expires_at, rank, payload) VALUES (?, 0, ?, ?, ?, ?)"
                + " ON CONFLICT (key) DO UPDATE SET kind = 0, write_id = excluded.write_id,"
                + " expires_at = excluded.expires_at, payload = excluded.payload, rank = "
                + (policy == EvictionPolicy.LFU ? "rank + 1" : "excluded.rank");
    }

    Slot<byte[]> read(Session session, String key) throws SQLException {
        try (ResultSet row = session.query(
                "SELECT id, kind, write_id, expires_at, payload FROM entry WHERE key = ? AND expires_at > ?",
                Text.bytes(key),
                session.now())) {
            if (row.next()) {
                Stored<byte[]> found = stored(Kind.of(row.getInt(2)), row);
                if (found != null) {
                    if (policy.countsReads()) {
                        touches.add(row.getLong(1));
                    }
                    return found;
                }
            }
        }
        return new Absent<>(epochs.of(session, key));
    }

    /** Returns what columns 3 to 5 say: write id, deadline and payload; null for what is not read. */
    static @Nullable Stored<byte[]> stored(Kind kind, ResultSet row) throws SQLException {
        if (!kind.isReadable()) {
            return null;
        }
        long number = row.getLong(3);
        byte[] payload =
                kind == Kind.COUNTER ? Long.toString(number).getBytes(StandardCharsets.US_ASCII) : row.getBytes(5);
        return payload == null ? null : Stored.of(payload, number, row.getLong(4));
    }

    /** Refuses a payload that no eviction could make room for. */
    void check(String key, Stored<byte[]> stored) {
        if (stored.payload().length > largestValue) {
            throw new BackendException("value of key " + Printable.text(key) + " has " + stored.payload().length
                    + " bytes; the largest here has " + largestValue
                    + ", an eighth of a shard's share: raise size_limit or lower shards");
        }
    }

    boolean write(Session session, String key, Stored<byte[]> stored, WriteCondition condition) throws SQLException {
        if (condition instanceof WriteCondition.Always) {
            epochs.raise(session, key);
        } else if (!holds(session, key, condition)) {
            return false;
        }
        session.update(
                upsert,
                Text.bytes(key),
                stored.writeId(),
                stored.expiresAt(),
                policy == EvictionPolicy.LFU ? 1L : session.now(),
                stored.payload());
        return true;
    }

    private boolean holds(Session session, String key, WriteCondition condition) throws SQLException {
        Entries.Row live = entries.find(session, Text.bytes(key));
        if (condition instanceof WriteCondition.SameWrite same) {
            return live != null && live.kind().isReadable() && live.number() == same.writeId();
        }
        if (condition instanceof WriteCondition.SameEpoch same) {
            return live == null && epochs.of(session, key) == same.epoch();
        }
        return condition instanceof WriteCondition.IfAbsent == (live == null);
    }
}
