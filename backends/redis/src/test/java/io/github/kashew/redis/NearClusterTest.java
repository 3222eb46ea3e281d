package io.github.kashew.redis;

import static io.github.kashew.redis.RedisFaultsTest.answer;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kashew.Cache;
import io.github.kashew.error.BackendException;
import io.lettuce.core.MigrateArgs;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("cluster")
@DisplayName("A near cache of a cluster")
class NearClusterTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String PARAMETERS = "connect_timeout=10s&command_timeout=10s";

    private LocalCluster cluster;
    private Cache near;
    private Cache other;

    @BeforeEach
    void start() {
        cluster = LocalCluster.start(true);
        near = Cache.open(cluster.url(PARAMETERS + "&near=1000"));
        other = Cache.open(cluster.url(PARAMETERS));
    }

    @AfterEach
    void stop() {
        near.close();
        other.close();
        cluster.close();
    }

    private static void until(BooleanSupplier condition) {
        long begin = System.nanoTime();
        while (!condition.getAsBoolean()) {
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(PATIENCE);
            Thread.onSpinWait();
        }
    }

    private String get(String key) {
        return answer(near.get(key, String.class));
    }

    /** Tells whether a look-up is answered at once, so without a server. */
    private boolean isHeld(String key) {
        return near.get(key, String.class).toCompletableFuture().isDone();
    }

    private void hold(String key, String value) {
        answer(other.set(key, value));
        until(() -> value.equals(get(key)) && isHeld(key));
    }

    private RedisProcess masterOf(String key) {
        return cluster.masterOf("kashew:" + key);
    }

    @Test
    @DisplayName("holds what each of the masters serves, and drops what others change there")
    void everyMaster() {
        List<String> keys = IntStream.range(0, 30).mapToObj(i -> "k" + i).toList();
        assertThat(keys.stream().map(this::masterOf).distinct()).hasSize(3);
        keys.forEach(key -> hold(key, "old"));
        keys.forEach(key -> answer(other.set(key, "new")));
        keys.forEach(key -> until(() -> "new".equals(get(key))));
        keys.forEach(key -> until(() -> isHeld(key)));
    }

    @Test
    @DisplayName("does not rely on a master that has lost its slots although it answers PING")
    void lostSlots() {
        hold("k", "v");
        RedisProcess master = masterOf("k");
        int[] slots = IntStream.range(0, 16_384)
                .filter(slot -> master == cluster.masterOfSlot(slot))
                .toArray();
        master.commands().clusterDelSlots(slots);
        assertThat(master.commands().ping()).isEqualTo("PONG");
        until(() -> !isHeld("k"));
        master.commands().clusterAddSlots(slots);
        until(() -> "v".equals(get("k")) && isHeld("k"));
    }

    @Test
    @DisplayName("follows a slot that moves to another master")
    void movedSlot() {
        hold("k", "old");
        RedisProcess from = masterOf("k");
        RedisProcess to = cluster.masters().stream()
                .filter(master -> master != from)
                .findFirst()
                .orElseThrow();
        int slot = Keys.slot("kashew:k".getBytes(StandardCharsets.UTF_8));
        String target = to.commands().clusterMyId();
        to.commands().clusterSetSlotImporting(slot, from.commands().clusterMyId());
        from.commands().clusterSetSlotMigrating(slot, target);
        List<byte[]> names = from.commands().clusterGetKeysInSlot(slot, 100);
        from.commands().migrate("127.0.0.1", to.port(), 0, PATIENCE.toMillis(), MigrateArgs.Builder.keys(names));
        to.commands().clusterSetSlotNode(slot, target);
        from.commands().clusterSetSlotNode(slot, target);
        hold("k", "moved");
        answer(other.set("k", "new"));
        until(() -> "new".equals(get("k")));
        until(() -> isHeld("k"));
    }

    @Test
    @DisplayName("serves nothing of a master that is gone, and follows the one that takes over")
    void failover() {
        hold("k", "old");
        RedisProcess master = masterOf("k");
        master.commands().set("{kashew:k}mark".getBytes(StandardCharsets.UTF_8), new byte[] {1});
        assertThat(master.commands().waitForReplication(1, PATIENCE.toMillis())).isEqualTo(1);
        master.kill();
        until(() -> !isHeld("k"));
        until(() -> {
            try {
                return answer(other.set("k", "new"));
            } catch (BackendException notYet) {
                return false;
            }
        });
        until(() -> "new".equals(get("k")) && isHeld("k"));
        answer(other.set("k", "newest"));
        until(() -> "newest".equals(get("k")));
    }
}
