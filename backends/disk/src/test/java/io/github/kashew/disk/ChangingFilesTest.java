package io.github.kashew.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kashew.ManualClock;
import io.github.kashew.error.BackendException;
import io.github.kashew.error.NotConfiguredException;
import io.github.kashew.spi.BackendContext;
import io.github.kashew.spi.BackendUrl;
import io.github.kashew.spi.RemovalListener;
import io.github.kashew.testkit.Leftovers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sqlite.SQLiteErrorCode;

@DisplayName("Files that others make, hold or take away")
class ChangingFilesTest {

    @RegisterExtension
    final Leftovers leftovers = new Leftovers();

    @TempDir
    Path temporary;

    private final ManualClock clock = new ManualClock();
    private Path directory;

    @BeforeEach
    void name() {
        directory = temporary.resolve("cache");
    }

    @Test
    @DisplayName("a verdict that a second look does not share sets nothing aside")
    void secondLook() {
        put("k");
        assertThat(damagedOnce(SQLiteErrorCode.SQLITE_CORRUPT)).isEqualTo(2);
        assertThat(damagedOnce(SQLiteErrorCode.SQLITE_NOTADB)).isEqualTo(2);
        assertThat(Opened.files(directory, ".damaged")).isEmpty();
        assertKept("k");
    }

    /** Does something that is told once that the file is damaged; returns how often it was tried. */
    private int damagedOnce(SQLiteErrorCode verdict) {
        DiskOptions options = DiskOptions.of(BackendUrl.parse("disk://" + directory + "?shards=1&timeout=20s"));
        BackendContext context = new BackendContext(clock, Runnable::run, RemovalListener.NONE, (key, stored) -> 0);
        AtomicInteger tries = new AtomicInteger();
        try (Shards shards = Shards.open(options, context)) {
            return Opened.answer(shards.all().get(0).write(session -> {
                if (tries.incrementAndGet() == 1) {
                    throw new SQLException("a verdict", null, verdict.code);
                }
                return tries.get();
            }));
        }
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("a file that its maker left half made, because it was killed, is completed")
    @ValueSource(strings = {"", "PRAGMA auto_vacuum=INCREMENTAL", "PRAGMA journal_mode=WAL"})
    void halfMade(String last) throws IOException, SQLException {
        open().close();
        assertThat(Files.size(file())).isZero();
        if (!last.isEmpty()) {
            try (Connection other = connection();
                    Statement statement = other.createStatement()) {
                statement.execute(last);
            }
        }
        Path made = file();
        put("k");
        assertKept("k");
        assertThat(file()).isEqualTo(made);
    }

    @Test
    @DisplayName("tables that cannot be made while another process writes are made later")
    void tablesLater() throws SQLException {
        try (Opened opened =
                new Opened("disk://" + directory + "?shards=1&timeout=50ms", clock, RemovalListener.NONE)) {
            try (Connection other = connection();
                    Statement statement = other.createStatement()) {
                statement.execute("PRAGMA journal_mode=WAL");
                statement.execute("BEGIN IMMEDIATE");
                assertThat(Opened.failure(opened.backend.increment("n", 1, Long.MAX_VALUE)))
                        .isInstanceOf(BackendException.class)
                        .hasMessageContaining("busy");
                statement.execute("ROLLBACK");
            }
            assertThat(Opened.answer(opened.backend.increment("n", 1, Long.MAX_VALUE)))
                    .isEqualTo(1);
        }
    }

    @Test
    @DisplayName("two that make a directory at once cannot make it with two numbers of shards")
    void twoCounts() {
        try (Opened first = open()) {
            assertThatThrownBy(() -> new Opened("disk://" + directory + "?shards=2", clock, RemovalListener.NONE))
                    .isInstanceOf(NotConfiguredException.class)
                    .hasMessageContaining("must be 1");
            first.put("k", "v");
        }
        assertKept("k");
    }

    @Test
    @DisplayName("what is written after the files were deleted is in a new file")
    void deletedFiles() throws IOException {
        try (Opened opened = open()) {
            opened.put("before", "v");
            for (Path file : Opened.files(directory, "")) {
                Files.delete(file);
            }
            opened.put("k", "v");
            assertKept("k");
            assertThat(opened.get("k")).isEqualTo("v");
        }
        assertThat(leftovers.takeWarnings()).hasSize(1).allMatch(warning -> warning.contains("is gone"));
    }

    @Test
    @DisplayName("what is written after the directory was deleted is in a new one, for its owner only")
    void deletedDirectory() throws IOException {
        try (Opened opened = open()) {
            opened.put("before", "v");
            for (Path file : Opened.files(directory, "")) {
                Files.delete(file);
            }
            Files.delete(directory);
            opened.put("k", "v");
            assertKept("k");
            assertThat(Files.getPosixFilePermissions(directory)).hasSize(3);
        }
        assertThat(leftovers.takeWarnings()).hasSize(1).allMatch(warning -> warning.contains("is gone"));
    }

    @Test
    @DisplayName("what was written together with the look that finds a file gone is in the new file")
    void replacedBesideTheLook() throws IOException {
        Path copy = temporary.resolve("copy");
        put("before");
        Files.copy(file(), copy);
        try (Opened opened = open()) {
            opened.put("before", "v");
            Files.move(copy, file(), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            clock.advance("2s"); // the look is in the queue
            opened.put("k", "v");
            assertKept("k");
        }
        assertThat(leftovers.takeWarnings()).hasSize(1).allMatch(warning -> warning.contains("replaced"));
    }

    @Test
    @DisplayName("the log of a file that was being set aside when its process was killed does not stay")
    void rests() throws IOException {
        put("k");
        Path moved = Path.of(file() + ".damaged");
        Path rest = Files.createFile(Path.of(file() + "-wal"));
        Files.move(file(), moved);
        put("again");
        assertThat(rest).doesNotExist();
        assertThat(moved).exists();
        assertKept("again");
    }

    @Test
    @DisplayName("a file that is gone is not made again under its name")
    void notMadeAgain() {
        Path gone = temporary.resolve("gone.db");
        assertThatThrownBy(() -> Session.open(gone, clock, 100, 100)).isInstanceOf(SQLException.class);
        assertThat(gone).doesNotExist();
    }

    private void put(String key) {
        try (Opened opened = open()) {
            opened.put(key, "v");
        }
    }

    private void assertKept(String key) {
        try (Opened other = open()) {
            assertThat(other.get(key)).isEqualTo("v");
        }
    }

    private Opened open() {
        return new Opened("disk://" + directory + "?shards=1&timeout=20s", clock, RemovalListener.NONE);
    }

    private Path file() {
        List<Path> files = Opened.files(directory, ".db");
        assertThat(files).hasSize(1);
        return files.get(0);
    }

    private Connection connection() throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + file());
    }
}
