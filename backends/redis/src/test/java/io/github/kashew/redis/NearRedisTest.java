package io.github.kashew.redis;

import static io.github.kashew.redis.RedisFaultsTest.answer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kashew.Cache;
import io.github.kashew.Ttl;
import io.github.kashew.error.BackendException;
import io.github.kashew.error.NotConfiguredException;
import io.github.kashew.testkit.Leftovers;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.output.StatusOutput;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("A near cache of Redis")
class NearRedisTest {

    private static final RedisProcess SERVER = RedisProcess.start(RedisProcess.embedded());

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** What may be served after a connection has become half-open. */
    private static final Duration HALF_OPEN = Duration.ofMillis(1_300);

    /** What a loaded machine may add to a time. */
    private static final Duration SLOWNESS = Duration.ofSeconds(1);

    @RegisterExtension
    final Leftovers leftovers = new Leftovers();

    private TcpProxy proxy;
    private Cache near;
    private Cache other;

    @BeforeEach
    void open() {
        proxy = new TcpProxy(SERVER.port());
        near = near("near=1000");
        other = Cache.open(SERVER.url("command_timeout=10s"));
        answer(other.ping());
    }

    private Cache near(String parameters) {
        return Cache.open("redis://localhost:" + proxy.port() + "?command_timeout=10s&" + parameters);
    }

    @AfterEach
    void close() throws IOException {
        near.close();
        other.close();
        proxy.close();
        SERVER.commands().flushall();
        leftovers.takeWarnings();
    }

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    private static void until(BooleanSupplier condition) {
        long begin = System.nanoTime();
        while (!condition.getAsBoolean()) {
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(PATIENCE);
            Thread.onSpinWait();
        }
    }

    /** Adds rules to a user of the server. */
    private static void user(String name, String... rules) {
        CommandArgs<byte[], byte[]> arguments =
                new CommandArgs<>(ByteArrayCodec.INSTANCE).add("SETUSER").add(name);
        Stream.of(rules).forEach(arguments::add);
        SERVER.commands().dispatch(CommandType.ACL, new StatusOutput<>(ByteArrayCodec.INSTANCE), arguments);
    }

    private String get(String key) {
        return answer(near.get(key, String.class));
    }

    /** Returns how many commands that read the server has executed. */
    private static long reads() {
        return SERVER.commands()
                .info("commandstats")
                .lines()
                .filter(line -> line.startsWith("cmdstat_mget:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll(".*:calls=(\\d+),.*", "$1")))
                .sum();
    }

    /** Reads a key until that takes no round trip any more. */
    private void hold(String key, String value) {
        answer(other.set(key, value));
        until(() -> {
            get(key);
            long before = reads();
            return value.equals(get(key)) && reads() == before;
        });
    }

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
    @DisplayName("G-R4: of 100 flushes none leaves anything")
    void flushed() {
        for (int i = 0; i < 100; i++) {
            answer(other.set("k", "v" + i));
            get("k");
            SERVER.commands().flushall();
            until(() -> get("k") == null);
        }
    }

    @Test
    @DisplayName("nothing is served of before a connection was lost, and near goes on with the next one")
    void connectionLost() {
        for (int i = 0; i < 5; i++) {
            String changed = "new" + i;
            hold("k", "old" + i);
            proxy.refuse(true);
            answer(other.set("k", changed));
            until(() -> get("k") == null);
            proxy.refuse(false);
            until(() -> changed.equals(get("k")));
        }
    }

    @Test
    @DisplayName("nothing is served 1.3 s after a connection has become half-open")
    void halfOpen() {
        hold("k", "old");
        proxy.swallowOpenConnections();
        long begin = System.nanoTime();
        answer(other.set("k", "new"));
        long lastStale = begin;
        while (Duration.ofNanos(System.nanoTime() - begin).compareTo(HALF_OPEN.plus(SLOWNESS)) < 0) {
            CompletableFuture<String> read = near.get("k", String.class).toCompletableFuture();
            if (!read.isDone()) {
                break; // asks the server, which will not answer
            }
            assertThat(read.join()).isEqualTo("old");
            lastStale = System.nanoTime();
        }
        assertThat(Duration.ofNanos(lastStale - begin)).isLessThan(HALF_OPEN.plus(SLOWNESS));
    }

    @Test
    @DisplayName("a server that refuses what it should serve is not relied on although it answers PING")
    void refusesKeys() {
        user("partly", "on", "nopass", "~*", "&*", "+@all");
        near.close();
        near = near("near=1000&username=partly&password=any");
        hold("k", "old");
        user("partly", "resetkeys");
        answer(other.set("k", "new"));
        answer(near.ping());
        until(() -> get("k") == null);
        user("partly", "~*");
        until(() -> "new".equals(get("k")));
        hold("k", "again");
    }

    @Test
    @DisplayName("a server that refuses to announce is named, and everything is read from it")
    void refusesTracking() {
        user("mute", "on", "nopass", "~*", "&*", "+@all", "-client", "+client|setname", "+client|setinfo");
        near.close();
        near = near("near=1000&username=mute&password=any");
        answer(other.set("k", "v"));
        until(() -> {
            try {
                answer(near.ping());
                return false;
            } catch (BackendException refused) {
                assertThat(refused)
                        .hasMessageContaining("CLIENT TRACKING")
                        .hasMessageContaining("near")
                        .hasMessageNotContaining("any");
                return true;
            }
        });
        long before = reads();
        assertThat(get("k")).isEqualTo("v");
        assertThat(get("k")).isEqualTo("v");
        assertThat(reads()).isEqualTo(before + 2);
        assertThat(leftovers.takeWarnings()).hasSize(1).first().asString().contains("CLIENT TRACKING");
    }

    @Test
    @DisplayName("near_on_outage lets a lost server be covered, until it is back")
    void coversOutage() {
        near.close();
        near = near("near=1000&near_on_outage=600s");
        hold("k", "old");
        proxy.refuse(true);
        answer(other.set("k", "new"));
        for (int i = 0; i < 1_000; i++) {
            assertThat(get("k")).isEqualTo("old");
        }
        proxy.refuse(false);
        until(() -> "new".equals(get("k")));
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
        assertThat(SERVER.commands().exists("old:k".getBytes(StandardCharsets.UTF_8)))
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
