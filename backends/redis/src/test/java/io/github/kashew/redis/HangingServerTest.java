package io.github.kashew.redis;

import static io.github.kashew.redis.RedisFaultsTest.answer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kashew.Cache;
import io.github.kashew.error.BackendException;
import io.github.kashew.testkit.Leftovers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("A server that hangs")
class HangingServerTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int BREAKER = 5;

    @RegisterExtension
    final Leftovers leftovers = new Leftovers();

    private RedisProcess server;
    private Cache cache;

    @BeforeEach
    void start() {
        server = RedisProcess.start(RedisProcess.embedded());
        cache = Cache.open(server.url("command_timeout=1s&connect_timeout=10s&suppress=false&breaker=" + BREAKER));
        answer(cache.set("k", "v"));
        server.signal("STOP");
    }

    @AfterEach
    void stop() {
        cache.close();
        server.close();
        leftovers.takeWarnings();
    }

    private static void until(BooleanSupplier condition) {
        long begin = System.nanoTime();
        while (!condition.getAsBoolean()) {
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(PATIENCE);
            Thread.onSpinWait();
        }
    }

    private CompletableFuture<String> read() {
        return cache.get("k", String.class).toCompletableFuture();
    }

    /** Tells whether a command fails because it is not sent, while another one tries. */
    private boolean refusesAll() {
        read();
        CompletableFuture<String> second = read();
        return second.isCompletedExceptionally()
                && second.handle((value, failure) -> failure)
                        .join()
                        .getMessage()
                        .contains("'breaker'");
    }

    @Test
    @DisplayName("makes only the first callers wait; the others fail at once, deletions too, until it answers again")
    void keepsCallsFast() {
        IntStream.range(0, BREAKER)
                .mapToObj(i -> read())
                .toList()
                .forEach(read -> assertThatThrownBy(() -> answer(read)).isInstanceOf(BackendException.class));
        until(this::refusesAll);
        until(() -> {
            read();
            CompletableFuture<Boolean> deleted = cache.delete("other").toCompletableFuture();
            return deleted.isCompletedExceptionally();
        });
        server.signal("CONT");
        until(() -> "v".equals(read().exceptionally(notYet -> null).join()));
    }
}
