package io.github.kashew.redis;

import static io.github.kashew.redis.RedisFaultsTest.answer;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kashew.Cache;
import io.github.kashew.error.BackendException;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("cluster")
@DisplayName("A master that sentinels name")
class SentinelFailoverTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String TIMES = "connect_timeout=10s&command_timeout=10s";

    private static void until(BooleanSupplier condition) {
        long begin = System.nanoTime();
        while (!condition.getAsBoolean()) {
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(PATIENCE);
            Thread.onSpinWait();
        }
    }

    private static boolean tried(Runnable call) {
        try {
            call.run();
            return true;
        } catch (BackendException notYet) {
            return false;
        }
    }

    @Test
    @DisplayName("is followed when its replica takes over, by the near cache, too")
    void replicaTakesOver() {
        try (LocalSentinels servers = new LocalSentinels();
                Cache cache = Cache.open(servers.url(TIMES + "&near=100"));
                Cache other = Cache.open(servers.url(TIMES))) {
            answer(other.set("k", "old"));
            assertThat(servers.master().commands().exists("kashew:k".getBytes()))
                    .isEqualTo(1);
            until(() -> "old".equals(answer(cache.get("k", String.class)))
                    && cache.get("k", String.class).toCompletableFuture().isDone());
            servers.master().kill();
            until(() -> tried(() -> answer(cache.set("k", "new"))));
            assertThat(servers.replica().commands().exists("kashew:k".getBytes()))
                    .isEqualTo(1);
            until(() -> "new".equals(answer(cache.get("k", String.class)))
                    && cache.get("k", String.class).toCompletableFuture().isDone());
            until(() -> tried(() -> answer(other.set("k", "newest"))));
            until(() -> "newest".equals(answer(cache.get("k", String.class))));
        }
    }

    @Test
    @DisplayName("that they do not know is told as a server that cannot be reached")
    void unknownMaster() {
        try (LocalSentinels servers = new LocalSentinels();
                Cache cache = Cache.open(servers.url(TIMES).replace("mymaster", "theirs"))) {
            assertThat(failureOf(cache)).hasMessageContaining("theirs of 127.0.0.1:");
        }
    }

    private static Throwable failureOf(Cache cache) {
        try {
            return new AssertionError("expected a failure, not " + answer(cache.set("k", "v")));
        } catch (BackendException expected) {
            return expected;
        }
    }
}
