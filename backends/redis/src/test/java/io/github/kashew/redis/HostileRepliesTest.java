package io.github.kashew.redis;

import static io.github.kashew.redis.RedisFaultsTest.answer;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kashew.Cache;
import io.github.kashew.testkit.Leftovers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Replies that no server sends")
class HostileRepliesTest {

    private static final RedisProcess SERVER = RedisProcess.start(RedisProcess.embedded());
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @RegisterExtension
    final Leftovers leftovers = new Leftovers();

    private final TcpProxy proxy = new TcpProxy(SERVER.port());

    @AfterEach
    void close() throws IOException {
        proxy.close();
        leftovers.takeWarnings();
    }

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("N05: cost at most the connection; what is read on the next one is right")
    @ValueSource(
            strings = {
                "*-5\\r\\n",
                "|1\\r\\n+a\\r\\n+b\\r\\n",
                "no protocol at all\\r\\n",
            })
    void hostile(String reply) {
        try (Cache cache =
                Cache.open("redis://localhost:" + proxy.port() + "?command_timeout=200ms&connect_timeout=10s")) {
            answer(cache.ping());
            answer(cache.set("k", "v"));
            proxy.replaceReply(reply.replace("\\r", "\r").replace("\\n", "\n").getBytes(StandardCharsets.UTF_8));
            assertThat(answer(cache.get("k", String.class))).isNull();
            long begin = System.nanoTime();
            while (!"v".equals(answer(cache.get("k", String.class)))) {
                assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(PATIENCE);
                Thread.onSpinWait();
            }
        }
    }
}
