package io.github.kashew.redis;

import static io.github.kashew.redis.RedisFaultsTest.answer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kashew.Cache;
import io.github.kashew.Ttl;
import io.github.kashew.error.NotConfiguredException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A near cache of Redis")
class NearRedisTest extends NearRedisRoom {

    @Test
    @DisplayName("a hit takes no round trip, tagged or not")
    void hits() {
        hold("k", "v");
        answer(other.set("tagged", "w", Ttl.of("1h"), List.of("t")));
        until(() -> {
            long before = reads();
            return "w".equals(get("tagged")) && reads() == before;
        });
        long before = reads();
        for (int i = 0; i < 1_000; i++) {
            assertThat(get("k")).isEqualTo("v");
            assertThat(get("tagged")).isEqualTo("w");
        }
        assertThat(reads()).isEqualTo(before);
    }

    @Test
    @DisplayName("what others change is dropped: values, deadlines, tags")
    void changesOfOthers() {
        hold("k", "old");
        answer(other.set("k", "new"));
        until(() -> "new".equals(get("k")));
        hold("k", "again");
        answer(other.delete("k"));
        until(() -> get("k") == null);
        hold("k", "expiring");
        answer(other.expire("k", Ttl.of("1ms")));
        until(() -> get("k") == null);
        answer(other.set("k", "tagged", Ttl.of("1h"), List.of("t")));
        until(() -> "tagged".equals(get("k")));
        answer(other.deleteTags("t"));
        until(() -> get("k") == null);
    }

    @Test
    @DisplayName("what this process changes it never sees as it was before")
    void ownChanges() {
        for (int i = 0; i < 1_000; i++) {
            answer(near.set("k", "v" + i));
            assertThat(get("k")).isEqualTo("v" + i);
            assertThat(get("k")).isEqualTo("v" + i);
            assertThat(answer(near.delete("k"))).isTrue();
            assertThat(get("k")).isNull();
        }
    }

    @Test
    @DisplayName("G-R4: two processes that read and change the same keys leave nothing stale")
    void races() {
        Cache second = near("near=1000");
        try {
            List<CompletableFuture<Void>> racing = List.of(near, second).stream()
                    .map(cache -> CompletableFuture.runAsync(() -> race(cache)))
                    .toList();
            racing.forEach(CompletableFuture::join);
            for (Cache cache : List.of(near, second)) {
                answer(cache.ping()); // what was announced before its answer has been heard
            }
            Map<String, String> truth = keys().stream()
                    .filter(key -> answer(other.get(key, String.class)) != null)
                    .collect(Collectors.toMap(
                            key -> key, key -> Objects.requireNonNull(answer(other.get(key, String.class)))));
            for (Cache cache : List.of(near, second)) {
                assertThat(keys().stream()
                                .filter(key -> !Objects.equals(truth.get(key), answer(cache.get(key, String.class)))))
                        .as("keys that are stale")
                        .isEmpty();
            }
        } finally {
            second.close();
        }
    }

    private static List<String> keys() {
        return IntStream.range(0, 20).mapToObj(i -> "k" + i).toList();
    }

    private static void race(Cache cache) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        for (int i = 0; i < 500; i++) {
            CompletableFuture<?>[] together = random.ints(40, 0, 20)
                    .mapToObj(n -> {
                        String key = "k" + n;
                        return switch (random.nextInt(8)) {
                            case 0 -> cache.set(key, "v" + random.nextInt());
                            case 1 -> cache.delete(key);
                            default -> cache.get(key, String.class);
                        };
                    })
                    .map(stage -> stage.toCompletableFuture())
                    .toArray(CompletableFuture<?>[]::new);
            CompletableFuture.allOf(together).join();
        }
    }

    @Test
    @DisplayName("its parameters keep the names of old, and contradictions are refused")
    void parameters() {
        near.close();
        near = near("client_side=true&client_side_prefix=old:");
        answer(near.set("k", "v"));
        assertThat(server.commands().exists("old:k".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(1);
        assertThatThrownBy(() -> near("client_side=false&near=5"))
                .isInstanceOf(NotConfiguredException.class)
                .hasMessageContaining("'client_side' and 'near'");
        assertThatThrownBy(() -> near("prefix=a:&client_side_prefix=b:"))
                .isInstanceOf(NotConfiguredException.class)
                .hasMessageContaining("'prefix' and 'client_side_prefix'");
        assertThatThrownBy(() -> near("near=many"))
                .isInstanceOf(NotConfiguredException.class)
                .hasMessageContaining("'near'");
        assertThatThrownBy(() -> near("naer=5"))
                .isInstanceOf(NotConfiguredException.class)
                .hasMessageContaining("'near'");
    }
}
