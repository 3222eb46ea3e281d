package io.github.kashew.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kashew.ManualClock;
import io.github.kashew.error.BackendException;
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
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("F28 to F30, V23, V24: a shard whose file is damaged, gone or another")
class DamagedFileTest {

    @RegisterExtension
    final Leftovers leftovers = new Leftovers();

    @TempDir
    Path temporary;

    private final ManualClock clock = new ManualClock();
    private Path directory;

    @BeforeEach
    void fill() {
        directory = temporary.resolve("cache");
        try (Opened opened = open()) {
            IntStream.range(0, 200).forEach(i -> opened.put("k" + i, "v" + i));
        }
    }

    @Test
    @DisplayName("is set aside and begins empty, while the others go on")
    void garbage() throws IOException {
        Files.writeString(file(), "this is no database, but it is long enough to be looked at as one".repeat(100));
        assertRebuilt();
        assertThat(Opened.files(directory, ".damaged")).hasSize(1);
    }

    @Test
    @DisplayName("that lost its end is set aside")
    void truncated() throws IOException {
        byte[] whole = Files.readAllBytes(file());
        Files.write(file(), java.util.Arrays.copyOf(whole, 4096 + 100));
        assertRebuilt();
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("is set aside if it holds other tables")
    @ValueSource(
            strings = {
                "CREATE TABLE more (x)",
                "CREATE TRIGGER t AFTER INSERT ON entry BEGIN DELETE FROM entry; END",
                "ALTER TABLE entry ADD COLUMN more INTEGER",
                "DROP INDEX entry_rank",
                "CREATE VIEW seen AS SELECT * FROM entry",
                "PRAGMA user_version=2"
            })
    void otherTables(String change) throws SQLException {
        change(change);
        assertRebuilt();
    }

    @Test
    @DisplayName("with a row that is no record fails that read and no other")
    void oddRow() throws SQLException {
        change("UPDATE entry SET kind = 9 WHERE key = (SELECT min(key) FROM entry)");
        try (Opened opened = open()) {
            List<String> failed = IntStream.range(0, 200)
                    .mapToObj(i -> opened.backend
                            .read("k" + i)
                            .handle((slot, failure) -> failure == null ? "" : failure.getMessage()))
                    .map(Opened::answer)
                    .filter(message -> !message.isEmpty())
                    .toList();
            assertThat(failed)
                    .hasSize(1)
                    .allSatisfy(message -> assertThat(message).contains("unknown kind 9"));
        }
    }

    @Test
    @DisplayName("V23: a record without a payload is a miss, and the tables take no payload that is no bytes")
    void noPayload() throws SQLException {
        assertThatThrownBy(() -> change("UPDATE entry SET payload = 'text'")).hasMessageContaining("TEXT");
        assertThatThrownBy(() -> change("UPDATE entry SET payload = 1")).hasMessageContaining("INT");
        change("UPDATE entry SET payload = NULL WHERE key = (SELECT min(key) FROM entry)");
        try (Opened opened = open()) {
            assertThat(IntStream.range(0, 200)
                            .filter(i -> opened.get("k" + i).equals("absent"))
                            .count())
                    .isEqualTo(1);
        }
    }

    @Test
    @DisplayName("V23: cannot make a connection load code")
    void loadsNoCode() throws SQLException {
        Session session = Session.open(file(), clock, 20_000, 100);
        try {
            assertThatThrownBy(() -> session.number(0, "SELECT load_extension('x')"))
                    .hasMessageContaining("not authorized");
            assertThat(session.number(-1, "PRAGMA trusted_schema")).isZero();
            assertThat(session.number(-1, "PRAGMA cell_size_check")).isEqualTo(1);
            assertThat(session.number(-1, "PRAGMA mmap_size")).isZero();
        } finally {
            session.close();
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @DisplayName("V24: that somebody has changed anywhere answers what was written, or nothing, or a failure")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void changedAnywhere(long seed) throws IOException {
        Random random = new Random(seed);
        for (Path file : Opened.files(directory, ".db")) {
            byte[] bytes = Files.readAllBytes(file);
            for (int i = 0; i < 20; i++) {
                byte[] other = new byte[1 + random.nextInt(40)];
                random.nextBytes(other);
                System.arraycopy(other, 0, bytes, random.nextInt(bytes.length - other.length), other.length);
            }
            Files.write(file, bytes);
        }
        try (Opened opened = open()) {
            for (int i = 0; i < 200; i++) {
                CompletableFuture<?> read = opened.backend.read("k" + i).toCompletableFuture();
                Object outcome = Opened.answer(read.<Object>handle((slot, failure) -> failure == null ? "" : failure));
                assertThat(outcome).isInstanceOfAny(String.class, BackendException.class);
            }
            Opened.answer(opened.backend.clear().handle((done, failure) -> "over"));
        }
        leftovers.takeWarnings();
    }

    @Test
    @DisplayName("that was deleted under load begins empty at the next look")
    void deleted() throws IOException {
        try (Opened opened = open()) {
            opened.put("k0", "v");
            for (Path file : Opened.files(directory, "")) {
                if (file.getFileName().toString().startsWith("shard")) {
                    Files.delete(file);
                }
            }
            assertGoesOn(opened);
        }
        assertThat(leftovers.takeWarnings()).isNotEmpty().allMatch(warning -> warning.contains("is gone"));
    }

    @Test
    @DisplayName("that was replaced by a copy begins empty at the next look, in a file of another name")
    void replaced() throws IOException {
        Path copy = temporary.resolve("copy");
        Files.copy(file(), copy);
        try (Opened opened = open()) {
            Path file = file();
            opened.put("k0", "v");
            Files.move(copy, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            assertGoesOn(opened);
            assertThat(Files.exists(file)).isFalse();
        }
        assertThat(leftovers.takeWarnings()).hasSize(1).allMatch(warning -> warning.contains("replaced"));
    }

    @Test
    @DisplayName("is kept twice, and not for ever")
    void keptTwice() throws IOException {
        for (int round = 0; round < 4; round++) {
            Files.writeString(file(), "garbage ".repeat(1000));
            try (Opened opened = open()) {
                Opened.answer(opened.backend.ping());
            }
        }
        assertThat(Opened.files(directory, ".db.damaged")).hasSize(2);
        assertThat(leftovers.takeWarnings()).hasSize(4);
    }

    private void assertGoesOn(Opened opened) {
        clock.advance("2s");
        Opened.answer(opened.backend.ping());
        IntStream.range(0, 50).forEach(i -> opened.put("n" + i, "new"));
        IntStream.range(0, 50).forEach(i -> assertThat(opened.get("n" + i)).isEqualTo("new"));
        try (Opened other = open()) {
            IntStream.range(0, 50).forEach(i -> assertThat(other.get("n" + i)).isEqualTo("new"));
        }
    }

    private void assertRebuilt() {
        try (Opened opened = open()) {
            long left = IntStream.range(0, 200)
                    .filter(i -> opened.get("k" + i).equals("v" + i))
                    .count();
            assertThat(left).isBetween(50L, 150L);
            IntStream.range(0, 200).forEach(i -> opened.put("k" + i, "again"));
            IntStream.range(0, 200).forEach(i -> assertThat(opened.get("k" + i)).isEqualTo("again"));
        }
        assertThat(leftovers.takeWarnings()).hasSize(1).allMatch(warning -> warning.contains("is damaged"));
    }

    private Opened open() {
        return new Opened("disk://" + directory + "?shards=2&timeout=20s", clock, RemovalListener.NONE);
    }

    /** Returns the file of one of the two shards. */
    private Path file() {
        return Opened.files(directory, ".db").get(0);
    }

    private void change(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
