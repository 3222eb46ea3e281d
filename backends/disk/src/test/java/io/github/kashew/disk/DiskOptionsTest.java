package io.github.kashew.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kashew.error.NotConfiguredException;
import io.github.kashew.spi.BackendUrl;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Options of a disk backend")
class DiskOptionsTest {

    @ParameterizedTest(name = "{0}")
    @DisplayName("C11: are refused by name, value and range")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "disk:///d?shards=0 | 'shards' must be a whole number from 1 to 256, was '0'",
                "disk:///d?shards=257 | from 1 to 256, was '257'",
                "disk:///d?shards=many | was 'many'",
                "disk:///d?size_limit=7MB | at least 1MB for each shard, which is 8MB here, was 7340032 bytes",
                "disk:///d?size_limit=-1 | 'size_limit'",
                "disk:///d?eviction=random | must be one of lru, lfu, oldest, none, was 'random'",
                "disk:///d?timeout=2h | 'timeout'",
                "disk:///d?timeout=61s | at most 60s",
                "disk:///d?check_interval=soon | 'check_interval'",
                "disk:///d?reads=fast | must be inline or threads, was 'fast'",
                "disk:// | write the directory once",
                "disk:///a?directory=b | write the directory once",
                "disk://cache/x | three slashes"
            })
    void refused(String url, String message) {
        assertThatThrownBy(() -> DiskOptions.of(BackendUrl.parse(url)))
                .isInstanceOf(NotConfiguredException.class)
                .hasMessageContaining(message);
    }

    @Test
    @DisplayName("DEFECT-28: name a directory in the address or as a parameter")
    void directories() {
        assertThat(DiskOptions.of(BackendUrl.parse("disk:///var/my%20cache")).directory())
                .isEqualTo(Path.of("/var/my cache"));
        assertThat(DiskOptions.of(BackendUrl.parse("disk://?directory=cache")).directory())
                .isEqualTo(Path.of("cache"));
    }

    @Test
    @DisplayName("have defaults")
    void defaults() {
        DiskOptions options = DiskOptions.of(BackendUrl.parse("disk:///d"));
        assertThat(options)
                .isEqualTo(new DiskOptions(Path.of("/d"), 8, 1L << 30, EvictionPolicy.LRU, 500, 1000, false));
    }

    @Test
    @DisplayName("C11: another number of shards than the directory was made with is refused")
    void shardCount(@TempDir Path directory) {
        try (Opened opened = Opened.at(directory.resolve("c"), "shards=2")) {
            opened.put("k", "v");
        }
        assertThatThrownBy(() -> Opened.at(directory.resolve("c"), "shards=3"))
                .isInstanceOf(NotConfiguredException.class)
                .hasMessageContaining("must be 2")
                .hasMessageContaining("was 3");
        try (Opened again = Opened.at(directory.resolve("c"), "shards=2")) {
            assertThat(again.get("k")).isEqualTo("v");
        }
    }

    @Test
    @DisplayName("a SQLite that can damage shared files is refused")
    void oldLibrary() {
        assertThatThrownBy(() -> SqliteLibrary.requireVersion("3.51.2"))
                .isInstanceOf(NotConfiguredException.class)
                .hasMessageContaining("3.51.3");
        SqliteLibrary.requireVersion("3.51.3");
        SqliteLibrary.requireVersion("3.54.1");
    }
}
