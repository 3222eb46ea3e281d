package io.github.kashew.disk;

import io.github.kashew.error.NotConfiguredException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Properties;
import org.sqlite.JDBC;

/** The SQLite that is on the class path. */
final class SqliteLibrary {

    /** Older ones can damage a file that several connections write to. */
    private static final int[] LEAST = {3, 51, 3};

    private SqliteLibrary() {}

    /**
     * Refuses a library that cannot be loaded, or is too old.
     *
     * @throws NotConfiguredException telling what to change
     */
    static void require() {
        String version;
        try (Connection connection = JDBC.createConnection("jdbc:sqlite::memory:", new Properties());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT sqlite_version()")) {
            row.next();
            version = row.getString(1);
        } catch (SQLException | LinkageError failure) {
            throw new NotConfiguredException(
                    "SQLite cannot be loaded: its native library is unpacked to java.io.tmpdir, which must be writable"
                            + " and allow execution; -Dorg.sqlite.tmpdir=/path names another directory ("
                            + failure.getMessage() + ")");
        }
        requireVersion(version);
    }

    static void requireVersion(String version) {
        int[] parts =
                Arrays.stream(version.split("\\.")).mapToInt(Integer::parseInt).toArray();
        if (Arrays.compare(parts, LEAST) < 0) {
            throw new NotConfiguredException("SQLite " + version + " can damage files that are shared: "
                    + "use org.xerial:sqlite-jdbc 3.51.3.0 or newer");
        }
    }
}
