package io.github.kashew.samples.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kashew.Cache;
import io.github.kashew.CachePlan;
import io.github.kashew.Ttl;
import io.github.kashew.codec.StoredAs;
import io.github.kashew.strategy.Strategies;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
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

    @Test
    @DisplayName("what is said of bytes once holds for all routes that keep bytes")
    void defaults() {
        String secret = "32 random bytes, kept elsewhere!";
        // example: defaults
        Cache cache = Cache.builder()
                .bytes(bytes -> bytes.secret(secret).compress("gzip"))
                .route("user:", "mem://?copy=true")
                .route("page:", "mem://?copy=true&compress=none") // signed, and not compressed
                .build();
        // end
        try (cache) {
            assertThat(cache.set("page:1", "text").toCompletableFuture()).isCompletedWithValue(true);
            assertThat(cache.get("page:1", String.class).toCompletableFuture()).isCompletedWithValue("text");
        }
    }

    record User(String name, String mail) {}

    // example: older
    @StoredAs("com.acme.User") // what the class was called when it had this one field
    record UserBefore(String name) {}
    // end

    @Test
    @DisplayName("a migration reads an older shape")
    void migration() {
        // example: migration
        Cache cache = Cache.builder()
                .bytes(bytes -> bytes.migrate(UserBefore.class, User.class, old -> new User(old.name(), "")))
                .route("user:", "mem://?copy=true")
                .build();
        // end
        try (cache) {
            assertThat(cache.set("user:1", new UserBefore("Ada")).toCompletableFuture())
                    .isCompletedWithValue(true);
            assertThat(cache.get("user:1", User.class).toCompletableFuture()).isCompletedWithValue(new User("Ada", ""));
        }
    }

    static final class NotFoundException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotFoundException(String message) {
            super(message);
        }
    }

    @Test
    @DisplayName("a stored failure of a named class is one of that class")
    void failure() {
        // example: failure
        Cache cache = Cache.builder()
                .bytes(bytes -> bytes.failure(NotFoundException.class, NotFoundException::new))
                .route("user:", "mem://?copy=true")
                .build();
        // end
        try (cache) {
            CachePlan<String> users = cache.plan(String.class)
                    .key("user:{id}")
                    .through(Strategies.simple("1h").withTtlOfFailure("1m", NotFoundException.class))
                    .build();
            for (int i = 0; i < 2; i++) {
                assertThat(users.get(users.args(1), () -> CompletableFuture.failedFuture(new NotFoundException("1")))
                                .toCompletableFuture())
                        .isCompletedExceptionally()
                        .failsWithin(Duration.ZERO)
                        .withThrowableThat()
                        .withCauseInstanceOf(NotFoundException.class);
            }
        }
    }
}
