package io.github.kashew.disk;

import io.github.kashew.spi.CacheClock;
import io.github.kashew.spi.RemovalCause;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.sqlite.JDBC;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteOpenMode;

/**
 * A connection to one file, with its prepared statements. It has one owner at a time and is not thread-safe.
 */
final class Session {

    private static final int MOST_ATTEMPTS = 100;
    private static final int MOMENT_MILLIS = 50;
    private static final int INCREMENTAL = 2;

    private final Path file;
    private final CacheClock clock;
    private final int timeoutMillis;
    private final Connection connection;
    private final Map<String, PreparedStatement> prepared = new HashMap<>();
    private List<Removal> removals = new ArrayList<>();

    /** Something that is gone when the transaction is committed. */
    record Removal(String key, RemovalCause cause) {}

    private Session(Path file, CacheClock clock, int timeoutMillis, Connection connection) {
        this.file = file;
        this.clock = clock;
        this.timeoutMillis = timeoutMillis;
        this.connection = connection;
    }

    /** Opens a file that exists, and makes none; {@code walPages} is when its log is copied into it. */
    static Session open(Path file, CacheClock clock, int timeoutMillis, long walPages) throws SQLException {
        Session session = new Session(file, clock, timeoutMillis, JDBC.createConnection(url(file), existing()));
        try {
            session.waitAtMost(timeoutMillis);
            session.execute("PRAGMA trusted_schema=OFF");
            session.execute("PRAGMA cell_size_check=ON");
            session.execute("PRAGMA mmap_size=0");
            session.execute("PRAGMA temp_store=MEMORY");
            session.useIncrementalVacuum();
            session.useWriteAheadLog();
            session.execute("PRAGMA synchronous=NORMAL");
            session.execute("PRAGMA wal_autocheckpoint=" + walPages);
            session.execute("PRAGMA journal_size_limit=" + walPages * Schema.PAGE_BYTES);
            return session;
        } catch (SQLException failure) {
            session.close();
            throw failure;
        }
    }

    /** Says that a file which is gone is not made again: it has a successor of another name. */
    private static Properties existing() {
        SQLiteConfig config = new SQLiteConfig();
        config.resetOpenMode(SQLiteOpenMode.CREATE);
        return config.toProperties();
    }

    /** Says so of a new file only: to say it writes, and would wait for whoever is writing. */
    private void useIncrementalVacuum() throws SQLException {
        if (number(0, "PRAGMA auto_vacuum") != INCREMENTAL) {
            execute("PRAGMA auto_vacuum=" + INCREMENTAL);
        }
    }

    /**
     * Switches a new file to a write-ahead log.
     *
     * <p>If several connections do that at once, SQLite refuses all but one without waiting. Those wait for a moment in which
     * nobody writes, and find that it is done.
     */
    private void useWriteAheadLog() throws SQLException {
        for (int attempt = 1; ; attempt++) {
            try {
                requireWriteAheadLog();
                return;
            } catch (SQLException refused) {
                if (attempt == MOST_ATTEMPTS || !DiskFailure.isBusy(refused)) {
                    throw refused;
                }
                begin("BEGIN IMMEDIATE");
                rollback();
            }
        }
    }

    private void requireWriteAheadLog() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("PRAGMA journal_mode=WAL")) {
            if (!row.getString(1).equals("wal")) {
                throw new SQLException("the file system allows no write-ahead log");
            }
        }
    }

    private void waitAtMost(int millis) throws SQLException {
        execute("PRAGMA busy_timeout=" + millis);
    }

    /** Copies the log into the database and empties it, unless others keep it from that for longer than a moment. */
    void shortenLog() throws SQLException {
        waitAtMost(Math.min(timeoutMillis, MOMENT_MILLIS));
        number(0, "PRAGMA wal_checkpoint(TRUNCATE)");
        waitAtMost(timeoutMillis);
    }

    /** Returns a URL in which nothing of the path can be taken for a parameter. */
    private static String url(Path file) {
        StringBuilder url = new StringBuilder("jdbc:sqlite:file:");
        for (byte b : file.toString().getBytes(StandardCharsets.UTF_8)) {
            boolean plain =
                    b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b >= '0' && b <= '9' || "/-_.".indexOf(b) >= 0;
            if (plain) {
                url.append((char) b);
            } else {
                url.append('%').append(Character.forDigit(b >> 4 & 15, 16)).append(Character.forDigit(b & 15, 16));
            }
        }
        return url.toString();
    }

    Path file() {
        return file;
    }

    long now() {
        return clock.nanos();
    }

    /** Returns a statement with its parameters set: {@code byte[]} or {@link Long}. */
    private PreparedStatement bound(String sql, Object... parameters) throws SQLException {
        PreparedStatement statement = prepared.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            prepared.put(sql, statement);
        }
        for (int i = 0; i < parameters.length; i++) {
            if (parameters[i] instanceof byte[] bytes) {
                statement.setBytes(i + 1, bytes);
            } else {
                statement.setLong(i + 1, (Long) parameters[i]);
            }
        }
        return statement;
    }

    ResultSet query(String sql, Object... parameters) throws SQLException {
        return bound(sql, parameters).executeQuery();
    }

    /** Returns how many rows were changed. */
    int update(String sql, Object... parameters) throws SQLException {
        return bound(sql, parameters).executeUpdate();
    }

    /** Returns the first column of the first row, or {@code otherwise} if there is no row. */
    long number(long otherwise, String sql, Object... parameters) throws SQLException {
        try (ResultSet row = query(sql, parameters)) {
            return row.next() ? row.getLong(1) : otherwise;
        }
    }

    /** Tells whether SQLite finds nothing wrong in the file; reads all of it. */
    boolean isSound() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("PRAGMA integrity_check(1)")) {
            return row.next() && row.getString(1).equals("ok");
        }
    }

    /** Runs something once that is not worth keeping. */
    void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql); // to the end: incremental_vacuum frees a page a step
        }
    }

    void begin(String sql) throws SQLException {
        bound(sql).execute();
        removals.clear();
    }

    void commit() throws SQLException {
        bound("COMMIT").execute();
    }

    /** Ends a transaction, if there is one, as if it had not been. */
    void rollback() {
        try {
            bound("ROLLBACK").execute();
        } catch (SQLException over) {
            // the failure that led here has ended it
        }
        removals.clear();
    }

    /** Does something in a transaction of its own, which is undone if it fails. */
    <R extends @Nullable Object> R transaction(String begin, Work<R> work) throws SQLException {
        begin(begin);
        boolean done = false;
        try {
            R answer = work.run(this);
            commit();
            done = true;
            return answer;
        } finally {
            if (!done) {
                rollback();
            }
        }
    }

    /** Does something that is undone as a whole if it refuses, within the transaction. */
    <R extends @Nullable Object> R undoably(Work<R> work) throws SQLException {
        int before = removals.size();
        bound("SAVEPOINT undoable").execute();
        boolean done = false;
        try {
            R answer = work.run(this);
            done = true;
            return answer;
        } finally {
            if (!done) {
                bound("ROLLBACK TO undoable").execute();
                removals.subList(before, removals.size()).clear();
            }
            bound("RELEASE undoable").execute();
        }
    }

    void removed(byte[] key, RemovalCause cause) {
        removals.add(new Removal(Text.of(key), cause));
    }

    /** Returns what the last transaction removed, and forgets it. */
    List<Removal> takeRemovals() {
        if (removals.isEmpty()) {
            return List.of();
        }
        List<Removal> taken = removals;
        removals = new ArrayList<>();
        return taken;
    }

    void close() {
        try {
            connection.close();
        } catch (SQLException failure) {
            System.getLogger(Session.class.getName()).log(System.Logger.Level.DEBUG, "closing a file", failure);
        }
    }
}
