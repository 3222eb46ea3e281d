package io.github.kashew.disk;

import io.github.kashew.spi.BitFields;
import io.github.kashew.spi.Stored;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;

/**
 * The bits of a shard, in chunks, so that raising one field of a large array writes a page and not the array.
 *
 * <p>Bit {@code n} is bit {@code n % 8} of byte {@code n / 8}, the lowest first.
 */
final class BitTable {

    private static final int CHUNK_BYTES = 1024;

    private final Entries entries;

    BitTable(Entries entries) {
        this.entries = entries;
    }

    long[] read(Session session, String key, BitFields fields) throws SQLException {
        Entries.Row found = entries.find(session, key, Kind.BITS);
        long[] answer = fields.indexes();
        if (found == null) {
            Arrays.fill(answer, 0);
            return answer;
        }
        for (int i = 0; i < answer.length; i++) {
            answer[i] = read(session, found.id(), answer[i] * fields.width(), fields.width());
        }
        return answer;
    }

    long[] increment(Session session, String key, BitFields fields, long by) throws SQLException {
        Entries.Row found = entries.find(session, key, Kind.BITS);
        long id = found == null ? entries.make(session, key, Kind.BITS, 0, Stored.NEVER) : found.id();
        long[] answer = fields.indexes();
        for (int i = 0; i < answer.length; i++) {
            long first = answer[i] * fields.width();
            answer[i] = saturated(read(session, id, first, fields.width()), by, fields.max());
            write(session, id, first, fields.width(), answer[i]);
        }
        return answer;
    }

    private static long saturated(long value, long by, long max) {
        long sum = value + by;
        if (by > 0) {
            return sum < 0 || sum > max ? max : sum;
        }
        return Math.max(sum, 0);
    }

    private static long read(Session session, long id, long first, int width) throws SQLException {
        long value = 0;
        int done = 0;
        while (done < width) {
            long number = (first + done) / (8L * CHUNK_BYTES);
            byte[] chunk = chunk(session, id, number);
            int at = (int) ((first + done) % (8L * CHUNK_BYTES));
            for (; done < width && at < 8 * CHUNK_BYTES; at++, done++) {
                value |= (long) (chunk[at >> 3] >> (at & 7) & 1) << done;
            }
        }
        return value;
    }

    private static void write(Session session, long id, long first, int width, long value) throws SQLException {
        int done = 0;
        while (done < width) {
            long number = (first + done) / (8L * CHUNK_BYTES);
            byte[] chunk = chunk(session, id, number);
            int at = (int) ((first + done) % (8L * CHUNK_BYTES));
            for (; done < width && at < 8 * CHUNK_BYTES; at++, done++) {
                int bit = 1 << (at & 7);
                chunk[at >> 3] = (byte) ((value >> done & 1) == 0 ? chunk[at >> 3] & ~bit : chunk[at >> 3] | bit);
            }
            session.update(
                    "INSERT INTO chunk (entry, number, bits) VALUES (?, ?, ?)"
                            + " ON CONFLICT (entry, number) DO UPDATE SET bits = excluded.bits",
                    id,
                    number,
                    chunk);
        }
    }

    /** Returns a chunk; one that was never written is zero. */
    private static byte[] chunk(Session session, long id, long number) throws SQLException {
        try (ResultSet row = session.query("SELECT bits FROM chunk WHERE entry = ? AND number = ?", id, number)) {
            byte[] bits = row.next() ? row.getBytes(1) : new byte[CHUNK_BYTES];
            return bits.length == CHUNK_BYTES ? bits : Arrays.copyOf(bits, CHUNK_BYTES);
        }
    }
}
