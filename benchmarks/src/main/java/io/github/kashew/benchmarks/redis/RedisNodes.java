package io.github.kashew.benchmarks.redis;

import io.lettuce.core.cluster.SlotHash;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A cluster of this run: three masters that share the slots. */
public final class RedisNodes implements AutoCloseable {

    private static final int MASTERS = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final List<RedisServer> servers = new ArrayList<>();

    /** Starts the servers, and waits until all of them know who serves what. */
    public RedisNodes() throws IOException, InterruptedException {
        for (int i = 0; i < MASTERS; i++) {
            servers.add(RedisServer.start("--cluster-enabled", "yes"));
        }
        for (int i = 0; i < MASTERS; i++) {
            int[] slots = IntStream.range(SlotHash.SLOT_COUNT * i / MASTERS, SlotHash.SLOT_COUNT * (i + 1) / MASTERS)
                    .toArray();
            servers.get(i).orders().clusterAddSlots(slots);
        }
        for (int i = 0; i < servers.size(); i++) {
            servers.get(i).orders().clusterSetConfigEpoch(i + 1L);
            servers.get(0).orders().clusterMeet("127.0.0.1", servers.get(i).port());
        }
        await(() -> servers.stream()
                .allMatch(server -> server.orders().clusterNodes().lines().count() == servers.size()));
        await(() -> servers.stream()
                .allMatch(server -> server.orders().clusterInfo().contains("cluster_state:ok")));
    }

    /** Returns the address with parameters. */
    public String url(String parameters) {
        return "redis-cluster://"
                + servers.stream().map(server -> "127.0.0.1:" + server.port()).collect(Collectors.joining(",")) + "?"
                + parameters;
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        long begin = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - begin > PATIENCE.toNanos()) {
                throw new IllegalStateException("the servers did not become a cluster within " + PATIENCE);
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    @Override
    public void close() throws IOException {
        for (RedisServer server : servers) {
            server.close();
        }
    }
}
