package io.github.kashew.redis;

import static io.github.kashew.redis.RedisFaultsTest.answer;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kashew.error.BackendException;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.output.StatusOutput;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A near cache of Redis in trouble")
class NearRedisFaultsTest extends NearRedisRoom {

    /** What may be served after a connection has become half-open. */
    private static final Duration HALF_OPEN = Duration.ofMillis(1_300);

    /** What a loaded machine may add to a time. */
    private static final Duration SLOWNESS = Duration.ofSeconds(1);

    /** Adds rules to a user of the server. */
    private static void user(String name, String... rules) {
        CommandArgs<byte[], byte[]> arguments =
                new CommandArgs<>(ByteArrayCodec.INSTANCE).add("SETUSER").add(name);
        Stream.of(rules).forEach(arguments::add);
        server.commands().dispatch(CommandType.ACL, new StatusOutput<>(ByteArrayCodec.INSTANCE), arguments);
    }

    @Test
    @DisplayName("G-R4: of 100 flushes none leaves anything")
    void flushed() {
        for (int i = 0; i < 100; i++) {
            answer(other.set("k", "v" + i));
            get("k");
            server.commands().flushall();
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
        near = near("near=1000&username=mute&password=s3cr3t");
        answer(other.set("k", "v"));
        until(() -> {
            try {
                answer(near.ping());
                return false;
            } catch (BackendException refused) {
                assertThat(refused)
                        .hasMessageContaining("CLIENT TRACKING")
                        .hasMessageContaining("near")
                        .hasMessageNotContaining("s3cr3t");
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
}
