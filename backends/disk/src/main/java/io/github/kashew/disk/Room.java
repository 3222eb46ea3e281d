package io.github.kashew.disk;

import io.github.kashew.error.BackendException;
import io.github.kashew.spi.RemovalCause;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;

/**
 * Keeps a shard within its share of the size limit: the database, its write-ahead log and the index of that.
 *
 * <p>Before something is added, entries leave in batches until it fits. Freed pages are used before the file grows, so a
 * file whose used pages fit never outgrows the share.
 */
final class Room {

    private static final long BATCH = 64;
    private static final long LARGEST_LOG = 16L << 20;
    private static final long LARGEST_OVERRUN = 40L << 20;
    private static final long LONGEST_AUTO_CHECKPOINT = 1000;
    private static final long INDEX_OF_LOG = 32 << 10;

    /** A page holds a little less than its size; an entry also has places in three indexes. */
    private static final long OVERHEAD_PER_CALL = 256;

    private static final long VACUUM_PAGES = 1000;

    private final long share;
    private final EvictionPolicy policy;
    private final Touches touches;

    Room(long share, EvictionPolicy policy, Touches touches) {
        this.share = share;
        this.policy = policy;
        this.touches = touches;
    }

    /** Returns how many bytes of log are provided for. */
    private long log() {
        return Math.min(share / 4, LARGEST_LOG);
    }

    /** Returns after how many pages the log is copied into the database. */
    long checkpointPages() {
        return Math.min(log() / 4 / Schema.PAGE_BYTES, LONGEST_AUTO_CHECKPOINT);
    }

    /** Returns how many bytes one transaction adds at most, unless it is a single value. */
    long largestGroup() {
        return log() / 4;
    }

    /** Returns the size of the largest value. */
    long largestValue() {
        return share / 8;
    }

    private long mostPages() {
        return (share - log() - INDEX_OF_LOG) / Schema.PAGE_BYTES;
    }

    /** Refuses to write while a reader that has stopped keeps the log from being used again. */
    void boundLog(Session session) throws SQLException {
        if (logBytes(session) <= log()) {
            return;
        }
        session.shortenLog();
        if (logBytes(session) > log() + Math.min(share / 5, LARGEST_OVERRUN)) {
            throw new BackendException("the log of a shard has " + (logBytes(session) >> 20)
                    + " MB and cannot be shortened: another process has stopped while it reads");
        }
    }

    /** Returns the size of the log, which is there as long as somebody has the file open. */
    private static long logBytes(Session session) throws SQLException {
        Path log = Path.of(session.file() + "-wal");
        try {
            return Files.size(log);
        } catch (IOException missing) {
            throw new ShardFiles.GoneException(session.file().getFileName().toString());
        }
    }

    /** Makes room for {@code bytes}. */
    void make(Session session, long bytes) throws SQLException {
        if (touches.isHalfFull()) {
            apply(session, touches.take());
        }
        if (bytes == 0) {
            return;
        }
        long needed = (bytes + bytes / 8 + OVERHEAD_PER_CALL) / Schema.PAGE_BYTES + 2;
        if (freePages(session) >= needed) {
            return;
        }
        if (policy == EvictionPolicy.NONE) {
            throw new BackendException("no room for " + bytes + " bytes more: the shard has its share of size_limit,"
                    + " and eviction=none lets nothing leave");
        }
        apply(session, touches.take());
        long wanted = needed + mostPages() / 64;
        while (freePages(session) < wanted && evict(session)) {
            // a batch more
        }
    }

    private long freePages(Session session) throws SQLException {
        return mostPages() - session.number(0, "PRAGMA page_count") + session.number(0, "PRAGMA freelist_count");
    }

    /** Tells whether anything was left. */
    private static boolean evict(Session session) throws SQLException {
        boolean any = false;
        try (ResultSet gone = session.query(
                "DELETE FROM entry WHERE id IN (SELECT id FROM entry ORDER BY rank LIMIT ?) RETURNING key", BATCH)) {
            while (gone.next()) {
                any = true;
                session.removed(gone.getBytes(1), RemovalCause.EVICTION);
            }
        }
        return any;
    }

    /** Writes down what was read. */
    void applyTouches(Session session) throws SQLException {
        apply(session, touches.take());
    }

    private void apply(Session session, Map<Long, Integer> counts) throws SQLException {
        long now = session.now();
        for (Map.Entry<Long, Integer> touched : counts.entrySet()) {
            if (policy == EvictionPolicy.LFU) {
                session.update(
                        "UPDATE entry SET rank = rank + ? WHERE id = ?", (long) touched.getValue(), touched.getKey());
            } else {
                session.update("UPDATE entry SET rank = ? WHERE id = ?", now, touched.getKey());
            }
        }
    }

    /** Gives pages back to the file system where many are free. */
    void shrink(Session session) throws SQLException {
        if (session.number(0, "PRAGMA freelist_count") > VACUUM_PAGES) {
            session.execute("PRAGMA incremental_vacuum(" + VACUUM_PAGES + ")");
        }
    }
}
