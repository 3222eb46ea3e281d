package io.github.kashew.redis;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/** A master with a replica, and three sentinels that watch them. */
final class LocalSentinels implements AutoCloseable {

    private static final int SENTINELS = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final RedisProcess master = RedisProcess.start(RedisProcess.embedded());
    private final RedisProcess replica = RedisProcess.start(RedisProcess.embedded());
    private final List<RedisProcess> sentinels = new ArrayList<>();

    /** Starts them, and waits until the sentinels know each other and the replica. */
    LocalSentinels() {
        replica.commands().replicaof("127.0.0.1", master.port());
        for (int i = 0; i < SENTINELS; i++) {
            sentinels.add(RedisProcess.startSentinel(
                    "sentinel monitor mymaster 127.0.0.1 " + master.port() + " 2",
                    "sentinel down-after-milliseconds mymaster 1000",
                    "sentinel failover-timeout mymaster 10000"));
        }
        await(() -> master.commands().info("replication").contains("state=online"));
        await(() -> sentinels.stream().allMatch(this::knowsAll));
    }

    private boolean knowsAll(RedisProcess sentinel) {
        return sentinel.commands()
                .info("sentinel")
                .contains("status=ok,address=127.0.0.1:" + master.port() + ",slaves=1,sentinels=" + SENTINELS);
    }

    RedisProcess master() {
        return master;
    }

    RedisProcess replica() {
        return replica;
    }

    String url(String parameters) {
        return "redis-sentinel://"
                + sentinels.stream()
                        .map(sentinel -> "127.0.0.1:" + sentinel.port())
                        .collect(Collectors.joining(","))
                + "?master=mymaster&" + parameters;
    }

    private static void await(BooleanSupplier condition) {
        long begin = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - begin > PATIENCE.toNanos()) {
                throw new AssertionError("the sentinels did not find their servers within " + PATIENCE);
            }
            Thread.onSpinWait();
        }
    }

    @Override
    public void close() {
        sentinels.forEach(RedisProcess::close);
        replica.close();
        master.close();
    }
}
