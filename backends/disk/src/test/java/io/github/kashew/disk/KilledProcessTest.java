package io.github.kashew.disk;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kashew.spi.CacheClock;
import io.github.kashew.spi.Change;
import io.github.kashew.spi.RemovalListener;
import io.github.kashew.spi.Stored;
import io.github.kashew.spi.WriteCondition;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("F36, F37: processes that share a directory")
class KilledProcessTest {

    private static final int PROCESSES = 3;
    private static final int ROUNDS = 2;
    private static final int LEAST_WRITES = 300;

    @TempDir
    Path temporary;

    @Test
    @DisplayName("open it at once, write at once and are killed: nothing that was acknowledged is lost")
    void losesNothing() throws IOException, InterruptedException, SQLException {
        Path directory = temporary.resolve("cache");
        List<String> acknowledged = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            List<Process> processes = new ArrayList<>();
            for (int i = 0; i < PROCESSES; i++) {
                processes.add(start(directory, "r" + round + "p" + i));
            }
            for (Process process : processes) {
                acknowledged.addAll(killAfterWrites(process));
            }
        }
        assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(ROUNDS * PROCESSES * LEAST_WRITES);
        try (Opened opened = open(directory)) {
            acknowledged.forEach(key -> assertThat(opened.get(key)).isEqualTo("value of " + key));
        }
        assertThat(Opened.files(directory, ".db")).hasSize(2).allSatisfy(KilledProcessTest::assertWhole);
    }

    @Test
    @DisplayName("G-R12, F24: are killed while they commit: what lies in one shard is written as a whole or not at all")
    void commitsWhole() throws IOException, InterruptedException {
        Path directory = temporary.resolve("cache");
        List<Process> processes = new ArrayList<>();
        for (int i = 0; i < PROCESSES; i++) {
            processes.add(start(Committer.class, directory, "p" + i));
        }
        List<String> acknowledged = new ArrayList<>();
        for (Process process : processes) {
            acknowledged.addAll(killAfterWrites(process));
        }
        try (Opened opened = open(directory, 1)) {
            for (int i = 0; i < PROCESSES; i++) {
                String name = "p" + i;
                String first = opened.get(name + "k0");
                assertThat(Integer.parseInt(first))
                        .isGreaterThanOrEqualTo((int) acknowledged.stream()
                                        .filter(key -> key.startsWith(name))
                                        .count()
                                - 1);
                for (int key = 1; key < Committer.KEYS; key++) {
                    assertThat(opened.get(name + "k" + key)).isEqualTo(first);
                }
            }
        }
    }

    private static Process start(Path directory, String name) throws IOException {
        return start(Writer.class, directory, name);
    }

    private static Process start(Class<?> main, Path directory, String name) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        main.getName(),
                        directory.toString(),
                        name)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** Returns what a process said it had written until it was killed. */
    private static List<String> killAfterWrites(Process process) throws IOException, InterruptedException {
        List<String> keys = new ArrayList<>();
        try (BufferedReader said = process.inputReader(StandardCharsets.UTF_8)) {
            String line = said.readLine();
            while (line != null) {
                if (line.endsWith(".")) { // a whole line
                    keys.add(line.substring(0, line.length() - 1));
                }
                if (keys.size() == LEAST_WRITES) {
                    process.toHandle().destroyForcibly(); // leaves what it said to be read
                }
                line = said.readLine();
            }
        }
        process.waitFor();
        return keys;
    }

    private static void assertWhole(Path file) {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("PRAGMA integrity_check")) {
            assertThat(row.getString(1)).isEqualTo("ok");
        } catch (SQLException failure) {
            throw new AssertionError(failure);
        }
    }

    private static Opened open(Path directory) {
        return open(directory, 2);
    }

    private static Opened open(Path directory, int shards) {
        return new Opened(
                "disk://" + directory + "?shards=" + shards + "&timeout=30s",
                CacheClock.system(),
                RemovalListener.NONE);
    }

    /** Commits the same number at several keys until it is killed, and says which it has. */
    static final class Committer {

        static final int KEYS = 20;

        private Committer() {}

        public static void main(String[] args) {
            Opened opened = open(Path.of(args[0]), 1);
            for (int i = 0; true; i++) {
                byte[] value = Integer.toString(i).getBytes(StandardCharsets.UTF_8);
                List<Change<byte[]>> changes = new ArrayList<>();
                for (int key = 0; key < KEYS; key++) {
                    changes.add(new Change.Write<>(
                            args[1] + "k" + key, Stored.of(value, i, Stored.NEVER), WriteCondition.ALWAYS));
                }
                Opened.answer(opened.backend.commit(List.of(), changes));
                System.out.println(args[1] + " " + i + ".");
            }
        }
    }

    /** Writes until it is killed, and says what is written. */
    static final class Writer {

        private Writer() {}

        public static void main(String[] args) {
            Opened opened = open(Path.of(args[0]));
            for (int i = 0; true; i++) {
                String key = args[1] + "n" + i;
                byte[] value = ("value of " + key).getBytes(StandardCharsets.UTF_8);
                Opened.answer(opened.backend.write(key, Stored.of(value, i, Stored.NEVER), WriteCondition.ALWAYS));
                System.out.println(key + ".");
            }
        }
    }
}
