package io.github.kashew.disk;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kashew.ManualClock;
import io.github.kashew.error.BackendException;
import io.github.kashew.spi.RemovalCause;
import io.github.kashew.spi.RemovalListener;
import io.github.kashew.spi.Stored;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The room that a disk backend takes")
class RoomTest {

    private static final long LIMIT = 4L << 20;

    @TempDir
    Path temporary;

    private final ManualClock clock = new ManualClock();
    private final Map<String, RemovalCause> removed = new ConcurrentHashMap<>();
    private Path directory;

    @BeforeEach
    void name() {
        directory = temporary.resolve("cache");
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("G-D10: stays within its limit, log and index included, whatever is written")
    @ValueSource(strings = {"lru", "lfu", "oldest"})
    void staysWithin(String eviction) throws IOException {
        SplittableRandom random = new SplittableRandom(7);
        try (Opened opened = open("shards=2&eviction=" + eviction, removed::put)) {
            for (int i = 0; i < 600; i++) {
                int bytes = random.nextInt(100) == 0 ? random.nextInt(200_000) : random.nextInt(20_000);
                long deadline = random.nextBoolean() ? Stored.NEVER : clock.nanos() + random.nextLong(5_000_000_000L);
                opened.put("k" + random.nextInt(2000), new byte[bytes], deadline);
                if (random.nextInt(10) == 0) {
                    Opened.answer(opened.backend.read("k" + random.nextInt(2000)));
                    clock.advance("300ms");
                }
                assertThat(bytesOnDisk()).as("bytes after write " + i).isLessThanOrEqualTo(LIMIT * 11 / 10);
            }
            assertThat(removed.values()).contains(RemovalCause.EVICTION, RemovalCause.EXPIRY);
            assertThat(Opened.answer(opened.backend.count())).isGreaterThan(50);
        }
    }

    @Test
    @DisplayName("lru keeps what is read")
    void lru() {
        try (Opened opened = open("shards=1&eviction=lru", RemovalListener.NONE)) {
            fillWhileReading(opened);
            assertThat(opened.get("read")).isEqualTo("v");
            assertThat(opened.get("unread")).isEqualTo("absent");
        }
    }

    @Test
    @DisplayName("lfu keeps what is read often")
    void lfu() {
        try (Opened opened = open("shards=1&eviction=lfu", RemovalListener.NONE)) {
            fillWhileReading(opened);
            assertThat(opened.get("read")).isEqualTo("v");
            assertThat(opened.get("unread")).isEqualTo("absent");
        }
    }

    @Test
    @DisplayName("oldest lets go what was written first, read or not")
    void oldest() {
        try (Opened opened = open("shards=1&eviction=oldest", RemovalListener.NONE)) {
            fillWhileReading(opened);
            assertThat(opened.get("read")).isEqualTo("absent");
            assertThat(opened.get("fill299")).isNotEqualTo("absent");
        }
    }

    @Test
    @DisplayName("none refuses what finds no room, and still deletes")
    void none() {
        try (Opened opened = open("shards=1&eviction=none", RemovalListener.NONE)) {
            opened.put("first", "v");
            Throwable refusal = IntStream.range(0, 300)
                    .mapToObj(i -> opened.backend.write(
                            "k" + i,
                            Stored.of(new byte[20_000], 1, Stored.NEVER),
                            io.github.kashew.spi.WriteCondition.ALWAYS))
                    .map(stage -> Opened.answer(stage.handle((written, failure) -> failure)))
                    .filter(failure -> failure != null)
                    .findFirst()
                    .orElseThrow();
            assertThat(refusal).isInstanceOf(BackendException.class).hasMessageContaining("eviction=none");
            assertThat(opened.get("first")).isEqualTo("v");
            assertThat(opened.deleteAll()).isGreaterThan(100);
            opened.put("again", "v");
        }
    }

    @Test
    @DisplayName("a value that is larger than an eighth of a shard is refused, and nothing leaves for it")
    void tooLarge() {
        try (Opened opened = open("shards=2", removed::put)) {
            opened.put("k", "v");
            Throwable refusal = Opened.failure(opened.backend.write(
                    "large",
                    Stored.of(new byte[300_000], 1, Stored.NEVER),
                    io.github.kashew.spi.WriteCondition.ALWAYS));
            assertThat(refusal)
                    .isInstanceOf(BackendException.class)
                    .hasMessageContaining("300000")
                    .hasMessageContaining("262144");
            assertThat(opened.get("k")).isEqualTo("v");
        }
    }

    @Test
    @DisplayName("what has expired is purged in the background, and heard of")
    void purges() {
        try (Opened opened = open("shards=1&check_interval=1s", removed::put)) {
            opened.put("k", new byte[10], clock.nanos() + 1);
            opened.put("stays", "v");
            clock.advance("2s");
            Opened.answer(opened.backend.delete(java.util.List.of("nothing"))); // behind the purge in the queue
            assertThat(removed).isEqualTo(Map.of("k", RemovalCause.EXPIRY));
        }
    }

    @Test
    @DisplayName("is given back after a deletion")
    void shrinks() throws IOException {
        try (Opened opened = open("shards=1&size_limit=64MB", RemovalListener.NONE)) {
            IntStream.range(0, 1000).forEach(i -> opened.put("k" + i, new byte[20_000], Stored.NEVER));
            long full = bytesOnDisk();
            Opened.answer(opened.backend.clear());
            for (int i = 0; i < 20; i++) {
                clock.advance("1s");
                Opened.answer(opened.backend.delete(java.util.List.of("nothing")));
            }
            assertThat(bytesOnDisk()).isLessThan(full / 2);
        }
    }

    /** Writes more than fits, reading one key of the first all the time. */
    private void fillWhileReading(Opened opened) {
        opened.put("read", "v");
        opened.put("unread", "v");
        for (int i = 0; i < 300; i++) {
            clock.advance("1ms");
            opened.put("fill" + i, new byte[20_000], Stored.NEVER);
            opened.get("read");
        }
    }

    private long bytesOnDisk() throws IOException {
        long bytes = 0;
        for (Path file : Opened.files(directory, "")) {
            bytes += Files.size(file);
        }
        return bytes;
    }

    private Opened open(String options, RemovalListener removals) {
        String limit = options.contains("size_limit") ? "" : "&size_limit=" + LIMIT;
        return new Opened("disk://" + directory + "?timeout=20s&" + options + limit, clock, removals);
    }
}
