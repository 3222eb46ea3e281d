package io.github.kashew.redis;

import static io.github.kashew.redis.RedisFaultsTest.answer;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kashew.Cache;
import io.github.kashew.testkit.Leftovers;
import java.io.IOException;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A near cache of a real server behind a proxy, and another process without one. */
abstract class NearRedisRoom {

    static RedisProcess server;

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @RegisterExtension
    final Leftovers leftovers = new Leftovers();

    TcpProxy proxy;
    Cache near;
    Cache other;

    @BeforeEach
    final void open() {
        proxy = new TcpProxy(server.port());
        near = near("near=1000");
        other = Cache.open(server.url("command_timeout=10s"));
        answer(other.ping());
    }

    final Cache near(String parameters) {
        return Cache.open("redis://localhost:" + proxy.port() + "?command_timeout=10s&" + parameters);
    }

    @AfterEach
    final void close() throws IOException {
        near.close();
        other.close();
        proxy.close();
        server.commands().flushall();
        leftovers.takeWarnings();
    }

    @BeforeAll
    static void start() {
        server = RedisProcess.start(RedisProcess.embedded());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    static void until(BooleanSupplier condition) {
        long begin = System.nanoTime();
        while (!condition.getAsBoolean()) {
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(PATIENCE);
            Thread.onSpinWait();
        }
    }

    final String get(String key) {
        return answer(near.get(key, String.class));
    }

    /** Returns how many commands that read the server has executed. */
    static long reads() {
        return server.commands()
                .info("commandstats")
                .lines()
                .filter(line -> line.startsWith("cmdstat_mget:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll(".*:calls=(\\d+),.*", "$1")))
                .sum();
    }

    /** Reads a key until that takes no round trip any more. */
    final void hold(String key, String value) {
        answer(other.set(key, value));
        until(() -> {
            get(key);
            long before = reads();
            return value.equals(get(key)) && reads() == before;
        });
    }
}
