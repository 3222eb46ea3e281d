package io.github.kashew.zstd;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kashew.Cache;
import io.github.kashew.Ttl;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Properties;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The bytes in {@code golden.properties} were written once, and are read by this and every later version. */
@DisplayName("Compressed bytes that an earlier version wrote")
class GoldenBytesTest {

    static final String KEY = "golden:zstd";
    static final String VALUE = "abc".repeat(1_000);

    @Test
    @DisplayName("are read")
    void reads() throws IOException {
        byte[] stored = HexFormat.of().parseHex(pinned().getProperty("zstd"));
        try (Cache cache = Cache.open("mem://?copy=true&compress=zstd")) {
            assertThat(cache.setRaw(KEY, stored, Ttl.forever()).toCompletableFuture())
                    .isCompleted();

            assertThat(cache.get(KEY, String.class).toCompletableFuture()).isCompletedWithValue(VALUE);
        }
        assertThat(new String(stored, StandardCharsets.ISO_8859_1)).contains("zstd");
    }

    private static Properties pinned() throws IOException {
        Properties pinned = new Properties();
        try (InputStream from = GoldenBytesTest.class.getResourceAsStream("golden.properties")) {
            pinned.load(from);
        }
        return pinned;
    }
}
