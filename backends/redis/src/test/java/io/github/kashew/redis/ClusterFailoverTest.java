package io.github.kashew.redis;

import static io.github.kashew.redis.RedisFaultsTest.answer;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kashew.error.BackendException;
import io.github.kashew.spi.Backend;
import io.github.kashew.spi.BackendContext;
import io.github.kashew.spi.BackendUrl;
import io.github.kashew.spi.CacheClock;
import io.github.kashew.spi.RemovalListener;
import io.github.kashew.spi.Stored;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Supplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("cluster")
class ClusterFailoverTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    @DisplayName("when a master is gone its replica takes over: calls fail with a BackendException, then go on")
    @SuppressWarnings("unchecked") // Redis keeps bytes
    void replicaTakesOver() {
        try (LocalCluster cluster = LocalCluster.start(true)) {
            BackendContext context = new BackendContext(
                    CacheClock.system(), ForkJoinPool.commonPool(), RemovalListener.NONE, (key, stored) -> 1);
            Backend<byte[]> backend = (Backend<byte[]>)
                    new RedisBackendProvider().open(BackendUrl.parse(cluster.url("connect_timeout=10s")), context);
            try {
                assertThat(answer(backend.increment("n", 1, Stored.NEVER))).isEqualTo(1);
                RedisProcess master = cluster.masterOf("kashew:n");
                master.commands().set("{kashew:n}mark".getBytes(), "1".getBytes());
                assertThat(master.commands().waitForReplication(1, PATIENCE.toMillis()))
                        .isEqualTo(1);
                master.kill();
                assertThat(eventually(backend::count)).isEqualTo(1);
                assertThat(eventually(() -> backend.increment("n", 1, Stored.NEVER)))
                        .isEqualTo(2);
                answer(backend.ping());
            } finally {
                backend.close();
            }
        }
    }

    /** Repeats a call that fails. No increment is carried out by a master that is gone. */
    private static <T> T eventually(Supplier<CompletionStage<T>> call) {
        long begin = System.nanoTime();
        while (true) {
            try {
                return answer(call.get());
            } catch (BackendException notYet) {
                assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(PATIENCE);
                Thread.onSpinWait();
            }
        }
    }
}
