package io.github.kashew.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kashew.error.NotConfiguredException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("C09, C10: the directory of a disk backend")
class DirectoryGuardTest {

    @TempDir
    Path temporary;

    private Path directory;

    @BeforeEach
    void name() {
        directory = temporary.resolve("cache");
    }

    @Test
    @DisplayName("is made for its owner only, and so is every file in it")
    void ownerOnly() throws IOException {
        try (Opened opened = Opened.at(directory, "shards=2")) {
            opened.put("a", "1");
            opened.put("b", "2");
            opened.put("c", "3");
            assertThat(permissions(directory)).isEqualTo("rwx------");
            assertThat(Opened.files(directory, "")).hasSizeGreaterThan(3);
            try (Stream<Path> files = Files.list(directory)) {
                assertThat(files.filter(file -> !file.endsWith("lock")))
                        .allSatisfy(file -> assertThat(permissions(file)).isEqualTo("rw-------"));
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("is refused if others may write to it")
    @ValueSource(strings = {"rwxrwx---", "rwx----w-", "rwxrwxrwx"})
    void writableByOthers(String permissions) throws IOException {
        Files.createDirectory(directory);
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString(permissions));
        assertRefused("can be written by others");
    }

    @Test
    @DisplayName("is refused if it is a symbolic link")
    void symbolicLink() throws IOException {
        Files.createSymbolicLink(directory, Files.createDirectory(temporary.resolve("real")));
        assertRefused("symbolic link");
    }

    @Test
    @DisplayName("is refused if it is a file")
    void file() throws IOException {
        Files.createFile(directory);
        assertRefused("no directory");
    }

    @Test
    @DisplayName("is refused if its name is longer than the file system takes")
    void tooLong() {
        Path long4k = temporary.resolve("d".repeat(4096));
        assertThatThrownBy(() -> Opened.at(long4k, "shards=1").close())
                .isInstanceOf(NotConfiguredException.class)
                .hasMessageContaining("cannot be used");
    }

    @ParameterizedTest
    @DisplayName("may have a name of any characters, which are not taken for parameters")
    @ValueSource(
            strings = {
                "a b",
                "a?mode=memory",
                "50%",
                "a#b",
                "a;b",
                "ключ",
                "$HOME",
                "~",
                "a'b",
                "a\nb",
                "a&cache=shared"
            })
    void anyName(String name) {
        Path odd = temporary.resolve(name);
        String url = "disk://?shards=1&directory=" + percent(odd.toString());
        try (Opened opened = new Opened(url, new io.github.kashew.ManualClock(), (key, cause) -> {})) {
            opened.put("k", "v");
            assertThat(opened.get("k")).isEqualTo("v");
            assertThat(Opened.files(odd, ".db")).hasSize(1);
        }
    }

    @Test
    @DisplayName("is resolved, so that one directory under two names is one")
    void resolved() {
        try (Opened opened = Opened.at(directory, "shards=1");
                Opened same = Opened.at(temporary.resolve("x/../cache"), "shards=1")) {
            opened.put("k", "v");
            assertThat(same.get("k")).isEqualTo("v");
        }
    }

    private void assertRefused(String reason) {
        assertThatThrownBy(() -> Opened.at(directory, "shards=1").close())
                .isInstanceOf(NotConfiguredException.class)
                .hasMessageContaining(reason)
                .hasMessageContaining("cache");
    }

    private static String permissions(Path path) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }

    private static String percent(String text) {
        return java.net.URLEncoder.encode(text, java.nio.charset.StandardCharsets.UTF_8)
                .replace("+", "%20");
    }
}
