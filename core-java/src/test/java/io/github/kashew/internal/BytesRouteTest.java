package io.github.kashew.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kashew.BadBytes;
import io.github.kashew.Cache;
import io.github.kashew.CachePlan;
import io.github.kashew.Entry;
import io.github.kashew.ManualClock;
import io.github.kashew.RouteBuilder;
import io.github.kashew.Ttl;
import io.github.kashew.TypeRef;
import io.github.kashew.ValueCommand;
import io.github.kashew.error.CachedFailureException;
import io.github.kashew.error.CodecException;
import io.github.kashew.error.NotConfiguredException;
import io.github.kashew.spi.WriteCondition;
import io.github.kashew.strategy.Strategies;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A route that keeps bytes")
class BytesRouteTest {

    private static final String SECRET = "0123456789abcdef0123456789abcdef";

    private final ManualClock clock = new ManualClock();

    private Cache open(String url, Consumer<RouteBuilder> options) {
        return Cache.builder()
                .clock(clock)
                .executor(Runnable::run)
                .route("", url, options)
                .build();
    }

    private Cache open(Consumer<RouteBuilder> options) {
        return open("mem://?copy=true", options);
    }

    private static <T> T answer(CompletionStage<T> stage) {
        CompletableFuture<T> future = stage.toCompletableFuture();
        assertThat(future).isDone();
        return future.join();
    }

    private static byte[] raw(Cache cache, String key) {
        return (byte[]) answer(cache.getRaw(key));
    }

    private static void put(Cache cache, String key, byte[] bytes) {
        answer(cache.setRaw(key, bytes, Ttl.forever()));
    }

    @Test
    @DisplayName("V01: random bytes are a miss that a load overwrites")
    void damaged() {
        try (Cache cache = open(route -> {})) {
            put(cache, "k", new byte[] {1, 2, 3});
            assertThat(answer(cache.get("k", String.class))).isNull();
            assertThat(answer(cache.getOrLoad(
                            "k", String.class, Ttl.of("1m"), () -> CompletableFuture.completedFuture("loaded"))))
                    .isEqualTo("loaded");
            assertThat(answer(cache.get("k", String.class))).isEqualTo("loaded");
        }
    }

    @Test
    @DisplayName("V01: bad bytes raise where the route says so, and name no secret")
    void raises() {
        try (Cache cache = open(route -> route.secret(SECRET).onBadBytes(BadBytes.RAISE))) {
            answer(cache.set("k", "v"));
            byte[] bytes = raw(cache, "k");
            bytes[bytes.length - 1] ^= 1;
            put(cache, "k", bytes);
            assertThatThrownBy(() ->
                            cache.get("k", String.class).toCompletableFuture().join())
                    .isInstanceOf(CompletionException.class)
                    .cause()
                    .isInstanceOf(CodecException.class)
                    .hasMessageContaining("signature is wrong")
                    .hasMessageNotContaining(SECRET);
        }
    }

    @Test
    @DisplayName("V05: unsigned bytes on a route with a secret are a miss that a load does not overwrite")
    void unsigned() {
        byte[] unsigned;
        try (Cache cache = open(route -> {})) {
            answer(cache.set("k", "v"));
            unsigned = raw(cache, "k");
        }
        try (Cache cache = open("mem://?copy=true&secret=" + SECRET, route -> {})) {
            put(cache, "k", unsigned);
            assertThat(answer(cache.get("k", String.class))).isNull();
            answer(cache.getOrLoad("k", String.class, Ttl.of("1m"), () -> CompletableFuture.completedFuture("loaded")));
            assertThat(raw(cache, "k")).isEqualTo(unsigned);
        }
    }

    @Test
    @DisplayName("V15: a value of a lower schema is overwritten by a load, one of a higher schema is not")
    void schema() {
        byte[] first;
        byte[] third;
        try (Cache cache = open("mem://?copy=true&schema=1", route -> {})) {
            answer(cache.set("k", "first"));
            first = raw(cache, "k");
        }
        try (Cache cache = open(route -> route.schema(3))) {
            answer(cache.set("k", "third"));
            third = raw(cache, "k");
        }
        try (Cache cache = open(route -> route.schema(2))) {
            put(cache, "k", first);
            assertThat(answer(cache.getOrLoad(
                            "k", String.class, Ttl.of("1m"), () -> CompletableFuture.completedFuture("new"))))
                    .isEqualTo("new");
            assertThat(answer(cache.get("k", String.class))).isEqualTo("new");
            put(cache, "k", third);
            assertThat(answer(cache.getOrLoad(
                            "k", String.class, Ttl.of("1m"), () -> CompletableFuture.completedFuture("new"))))
                    .isEqualTo("new");
            assertThat(raw(cache, "k")).isEqualTo(third);
        }
    }

    @Test
    @DisplayName("D13: lengthening a deadline lengthens that of the envelope, which is signed anew")
    void lengthening() {
        try (Cache cache = open(route -> route.secret(SECRET))) {
            answer(cache.set("k", "v", Ttl.of("10s")));
            assertThat(answer(cache.expire("k", Ttl.of("1m")))).isTrue();
            clock.advance(Duration.ofSeconds(50));
            Entry<String> entry = answer(cache.entry("k", TypeRef.of(String.class)));
            assertThat(entry.value()).isEqualTo("v");
            clock.advance(Duration.ofSeconds(10));
            assertThat(answer(cache.get("k", String.class))).isNull();
        }
    }

    @Test
    @DisplayName("V08: bytes that are put back after their deadline are a miss")
    void replay() {
        try (Cache cache = open(route -> route.secret(SECRET))) {
            answer(cache.set("k", "v", Ttl.of("10s")));
            byte[] bytes = raw(cache, "k");
            clock.advance(Duration.ofSeconds(11));
            put(cache, "k", bytes);
            assertThat(answer(cache.get("k", String.class))).isNull();
        }
    }

    @Test
    @DisplayName("compresses what is long enough and gets smaller, and reads it whatever is configured")
    void compresses() {
        String text = "abc".repeat(10_000);
        byte[] compressed;
        try (Cache cache = open("mem://?copy=true&compress=gzip&compress_threshold=100", route -> {})) {
            answer(cache.set("short", "abc"));
            answer(cache.set("k", text));
            compressed = raw(cache, "k");
            assertThat(compressed).hasSizeLessThan(1_000);
            assertThat(new String(raw(cache, "short"), StandardCharsets.ISO_8859_1))
                    .doesNotContain("gzip");
            assertThat(answer(cache.get("k", String.class))).isEqualTo(text);
        }
        try (Cache cache = open(route -> {})) {
            put(cache, "k", compressed);
            assertThat(answer(cache.get("k", String.class))).isEqualTo(text);
        }
    }

    @Test
    @DisplayName("V10, V20: a value larger than the limit is refused when written and a miss when read")
    void tooLarge() {
        byte[] compressed;
        try (Cache cache = open(route -> route.compress("gzip"))) {
            answer(cache.set("k", "a".repeat(100_000)));
            compressed = raw(cache, "k");
        }
        try (Cache cache = open("mem://?copy=true&max_value_bytes=50KB", route -> {})) {
            put(cache, "k", compressed);
            assertThat(answer(cache.get("k", String.class))).isNull();
            assertThatThrownBy(() -> cache.set("k", "a".repeat(100_000))
                            .toCompletableFuture()
                            .join())
                    .hasRootCauseInstanceOf(CodecException.class)
                    .hasMessageContaining("max_value_bytes=51200");
        }
    }

    @Test
    @DisplayName("a type without a codec is refused by a message that says what to add")
    void noCodec() {
        record Unknown(int number) {}
        try (Cache cache = open(route -> {})) {
            assertThatThrownBy(() -> cache.get("k", Unknown.class))
                    .isInstanceOf(NotConfiguredException.class)
                    .hasMessageContaining("Unknown")
                    .hasMessageContaining("kashew-objects");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "secret=short",
                "secret=" + SECRET + "&digestmod=md5",
                "digestmod=none",
                "compress=lz4",
                "codec=pickle",
                "on_bad_bytes=ignore",
                "schema=-1"
            })
    @DisplayName("C12, C23: an option that is not permitted is refused with what is, and without the secret")
    void refuses(String option) {
        String value = option.substring(option.indexOf('=') + 1);
        assertThatThrownBy(() -> open("mem://?copy=true&" + option, route -> {}))
                .isInstanceOf(NotConfiguredException.class)
                .hasMessageNotContaining(SECRET)
                .satisfies(refused -> {
                    if (option.startsWith("secret=short")) {
                        assertThat(refused).hasMessageContaining("16 bytes").hasMessageNotContaining(value);
                    }
                });
    }

    @Test
    @DisplayName("a secret on a route that keeps objects is refused")
    void secretWithoutBytes() {
        assertThatThrownBy(() -> open("mem://", route -> route.secret(SECRET)))
                .isInstanceOf(NotConfiguredException.class)
                .hasMessageContaining("mem://?copy=true")
                .hasMessageNotContaining(SECRET);
    }

    @Test
    @DisplayName("V22: a stored failure is its message and the name of its class, and no class of its own")
    void failures() {
        try (Cache cache = open(route -> {})) {
            Entry<String> failed = Entry.ofFailure(new IllegalStateException("down"), 0, Entry.NEVER);
            answer(cache.commands()
                    .set(new ValueCommand.Set<>("k", failed, TypeRef.of(String.class), WriteCondition.ALWAYS)));
            Entry<String> read = answer(cache.entry("k", TypeRef.of(String.class)));
            assertThat(read.failure())
                    .isInstanceOf(CachedFailureException.class)
                    .hasMessage("'java.lang.IllegalStateException': down");
        }
    }

    @Test
    @DisplayName("DEFECT-45 keeps the refresh point of early beside the value, so that every codec can write the value")
    void refreshPointBesideValue() {
        try (Cache cache = open(options -> {})) {
            CachePlan<List<Instant>> plan = cache.plan(new TypeRef<List<Instant>>() {})
                    .key("moments:{id}")
                    .through(Strategies.early("10m", "7m"))
                    .build();
            List<Instant> moments = List.of(Instant.EPOCH);
            answer(plan.get(plan.args(1), () -> CompletableFuture.completedFuture(moments)));
            Entry<List<Instant>> entry = answer(plan.peek(plan.args(1)));
            assertThat(entry.value()).isEqualTo(moments);
            assertThat(entry.staleAt())
                    .isEqualTo(clock.nanos() + Duration.ofMinutes(7).toNanos());
        }
    }
}
