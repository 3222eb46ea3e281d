package io.github.kashew.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kashew.BadBytes;
import io.github.kashew.Cache;
import io.github.kashew.CacheBuilder;
import io.github.kashew.CachePlan;
import io.github.kashew.Ttl;
import io.github.kashew.error.CachedFailureException;
import io.github.kashew.error.CodecException;
import io.github.kashew.strategy.Strategies;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What is said of bytes for all routes")
class ByteSettingsTest {

    private static final String SECRET = "0123456789abcdef0123456789abcdef";
    private static final String OTHER = "fedcba9876543210fedcba9876543210";

    private static <T> T answer(CompletionStage<T> stage) {
        CompletableFuture<T> future = stage.toCompletableFuture();
        assertThat(future).isDone();
        return future.join();
    }

    private static CacheBuilder builder() {
        return Cache.builder().executor(Runnable::run);
    }

    private static byte[] stored(Cache cache, String key) {
        answer(cache.set(key, "a".repeat(5_000)));
        return (byte[]) answer(cache.getRaw(key));
    }

    @Test
    @DisplayName("holds for routes that were named before and after, and not for those that keep objects")
    void allRoutes() {
        try (Cache cache = builder()
                        .route("a:", "mem://?copy=true")
                        .bytes(bytes -> bytes.secret(SECRET).compress("gzip").maxValueBytes(9_000))
                        .route("b:", "mem://?copy=true")
                        .route("objects:", "mem://")
                        .build();
                Cache signed = builder()
                        .route("", "mem://?copy=true&on_bad_bytes=raise", route -> route.secret(SECRET))
                        .build()) {
            for (String key : new String[] {"a:1", "b:1"}) {
                byte[] bytes = stored(cache, key);
                assertThat(bytes).hasSizeLessThan(500);
                answer(signed.setRaw(key, bytes, Ttl.forever()));
                assertThat(answer(signed.get(key, String.class))).hasSize(5_000);
                assertThatThrownBy(() -> answer(cache.set(key, "a".repeat(9_001))))
                        .hasRootCauseInstanceOf(CodecException.class);
            }
            assertThat(answer(cache.set("objects:1", "text"))).isTrue();
        }
    }

    @Test
    @DisplayName("gives way to a route, which gives way to its URL")
    void precedence() {
        try (Cache cache = builder()
                        .bytes(bytes -> bytes.secret(OTHER).compress("gzip").onBadBytes(BadBytes.RAISE))
                        .route("", "mem://?copy=true&compress=none", route -> route.secret(SECRET))
                        .build();
                Cache signed = builder()
                        .route("", "mem://?copy=true", route -> route.secret(SECRET))
                        .build()) {
            byte[] bytes = stored(cache, "k");
            assertThat(bytes).hasSizeGreaterThan(5_000);
            answer(signed.setRaw("k", bytes, Ttl.forever()));
            assertThat(answer(signed.get("k", String.class))).hasSize(5_000);
            answer(cache.setRaw("k", new byte[] {1}, Ttl.forever()));
            assertThatThrownBy(() -> answer(cache.get("k", String.class))).hasRootCauseInstanceOf(CodecException.class);
        }
    }

    private static final class NotFoundException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotFoundException(String message) {
            super(message);
        }
    }

    private static Throwable secondFailure(CacheBuilder builder, RuntimeException failure) {
        try (Cache cache = builder.route("", "mem://?copy=true").build()) {
            CachePlan<String> plan = cache.plan(String.class)
                    .key("k")
                    .through(Strategies.simple("1h").withTtlOfFailure("1m", RuntimeException.class))
                    .build();
            for (int i = 0; ; i++) {
                CompletableFuture<Throwable> failed = new CompletableFuture<>();
                plan.get(plan.args(), () -> CompletableFuture.failedFuture(failure))
                        .whenComplete((value, thrown) -> failed.complete(thrown));
                if (i == 1) {
                    return failed.join();
                }
            }
        }
    }

    @Test
    @DisplayName("V22: a stored failure of a class that was named is one of this class, any other is not")
    void failures() {
        CacheBuilder naming = builder().bytes(bytes -> bytes.failure(NotFoundException.class, NotFoundException::new));
        NotFoundException failure = new NotFoundException("no user 1");
        assertThat(secondFailure(naming, failure))
                .isInstanceOf(NotFoundException.class)
                .isNotSameAs(failure)
                .hasMessage("no user 1");
        assertThat(secondFailure(builder(), failure)).isInstanceOf(CachedFailureException.class);
        CacheBuilder again = builder().bytes(bytes -> bytes.failure(NotFoundException.class, NotFoundException::new));
        assertThat(secondFailure(again, new IllegalStateException("down"))).isInstanceOf(CachedFailureException.class);
    }

    @Test
    @DisplayName("V22: what makes failures and throws itself is a miss")
    void throwingFailures() {
        CacheBuilder naming = builder()
                .bytes(bytes -> bytes.failure(NotFoundException.class, message -> {
                    throw new IllegalStateException(message);
                }));
        NotFoundException failure = new NotFoundException("no user 1");
        assertThat(secondFailure(naming, failure)).isSameAs(failure);
    }
}
