package io.github.kashew.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kashew.Cache;
import io.github.kashew.Ttl;
import io.github.kashew.error.BackendException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A tag of a server that comes back")
class RestoredServerTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @ParameterizedTest
    @ValueSource(strings = {"suppress=false", "suppress=false&near=100"})
    @DisplayName("from a snapshot that is older than its deletion is deleted again, with and without a near cache")
    void restored(String parameters) {
        try (RedisProcess server = RedisProcess.start(RedisProcess.embedded());
                Cache cache = Cache.open(server.url(parameters))) {
            answer(cache.set("k", "v", Ttl.forever(), List.of("t", "u")));
            answer(cache.set("other", "kept", Ttl.forever(), List.of("u")));
            server.commands().save();
            answer(cache.deleteTags("t"));
            server.kill();
            server.restart();
            awaitMissing(cache, "k");
            for (int i = 0; i < 50; i++) {
                assertThat(answer(cache.get("k", String.class))).isNull();
            }
            assertThat(answer(cache.get("other", String.class))).isEqualTo("kept");
        }
    }

    @Test
    @DisplayName("empty makes its entries missing")
    void empty() {
        try (RedisProcess server = RedisProcess.start(RedisProcess.embedded());
                Cache cache = Cache.open(server.url("suppress=false"))) {
            answer(cache.set("k", "v", Ttl.forever(), List.of("t")));
            server.commands().keys("*t").forEach(tag -> server.commands().del(tag));
            assertThat(answer(cache.get("k", String.class))).isNull();
            assertThat(answer(cache.setIfAbsent("k", "new", Ttl.forever()))).isTrue();
            server.kill();
            server.restart();
            awaitMissing(cache, "k");
        }
    }

    @Test
    @DisplayName("cannot be deleted while the server is down: that is told, and what was not deleted stays valid")
    void down() {
        try (RedisProcess server = RedisProcess.start(RedisProcess.embedded());
                Cache cache = Cache.open(server.url("command_timeout=500ms"))) {
            answer(cache.set("k", "v", Ttl.forever(), List.of("t")));
            server.commands().save();
            server.kill();
            assertThatThrownBy(() -> answer(cache.deleteTags("t"))).isInstanceOf(BackendException.class);
            server.restart();
            awaitMissing(cache, "k"); // what was told to have failed is deleted even so, once that can be
        }
    }

    private static void awaitMissing(Cache cache, String key) {
        long begin = System.nanoTime();
        while (System.nanoTime() - begin < PATIENCE.toNanos()) {
            try {
                if (answer(cache.exists(key)).equals(false)) {
                    return;
                }
            } catch (BackendException notYetBack) {
                Thread.onSpinWait();
            }
        }
        throw new AssertionError(key + " is still there");
    }

    private static <R> R answer(CompletionStage<R> stage) {
        try {
            return stage.toCompletableFuture().join();
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof BackendException known) {
                throw known;
            }
            throw failed;
        }
    }
}
