package io.github.kashew.jackson;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kashew.Cache;
import io.github.kashew.Ttl;
import java.io.IOException;
import java.io.InputStream;
import java.util.HexFormat;
import java.util.Properties;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The bytes in {@code golden.properties} were written once, and are read by this and every later version. */
@DisplayName("JSON that an earlier version wrote")
class GoldenBytesTest {

    private static final String KEY = "golden:json";

    @Test
    @DisplayName("is read")
    void reads() throws IOException {
        byte[] stored = HexFormat.of().parseHex(pinned().getProperty("order"));
        try (Cache cache = Cache.builder()
                .route("", "mem://?copy=true", route -> route.codec(new JacksonCodec()))
                .build()) {
            assertThat(cache.setRaw(KEY, stored, Ttl.forever()).toCompletableFuture())
                    .isCompleted();

            assertThat(cache.get(KEY, Shop.Order.class).toCompletableFuture()).isCompletedWithValue(Shop.order());
        }
    }

    private static Properties pinned() throws IOException {
        Properties pinned = new Properties();
        try (InputStream from = GoldenBytesTest.class.getResourceAsStream("golden.properties")) {
            pinned.load(from);
        }
        return pinned;
    }
}
