package io.github.kashew.samples.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kashew.Cache;
import io.github.kashew.Ttl;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The examples of docs/bytes.md. */
@DisplayName("docs/bytes.md")
class BytesExamplesTest {

    @Test
    @DisplayName("a route with a secret signs what it keeps")
    void signed() {
        String secret = "32 random bytes, kept elsewhere!";
        // example: signed
        Cache cache = Cache.builder()
                .route(
                        "user:",
                        "mem://?copy=true",
                        route -> route.secret(secret).compress("gzip"))
                .build();
        // end
        try (cache) {
            assertThat(cache.setMany(Map.of("user:1", "Ada"), Ttl.of("1m")).toCompletableFuture())
                    .isCompleted();
            assertThat(cache.get("user:1", String.class).toCompletableFuture()).isCompletedWithValue("Ada");
            assertThat(cache.getRaw("user:1").toCompletableFuture().join()).isInstanceOf(byte[].class);
        }
    }
}
