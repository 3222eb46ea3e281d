package io.github.kashew.redis;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A cluster of this test run: masters that share the slots, each with one replica if wanted. */
final class LocalCluster implements AutoCloseable {

    private static final int SLOTS = 16_384;
    private static final int MASTERS = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final List<RedisProcess> masters;
    private final List<RedisProcess> replicas;

    private LocalCluster(List<RedisProcess> masters, List<RedisProcess> replicas) {
        this.masters = masters;
        this.replicas = replicas;
    }

    /** Starts the servers and waits until all of them know who serves what. */
    static LocalCluster start(boolean replicated) {
        List<RedisProcess> masters = servers();
        List<RedisProcess> replicas = replicated ? servers() : List.of();
        LocalCluster cluster = new LocalCluster(masters, replicas);
        List<RedisProcess> all = cluster.all();
        for (int i = 0; i < MASTERS; i++) {
            int[] slots = IntStream.range(SLOTS * i / MASTERS, SLOTS * (i + 1) / MASTERS)
                    .toArray();
            masters.get(i).commands().clusterAddSlots(slots);
        }
        for (int i = 0; i < all.size(); i++) {
            all.get(i).commands().clusterSetConfigEpoch(i + 1L);
            if (i > 0) {
                all.get(0).commands().clusterMeet("127.0.0.1", all.get(i).port());
            }
        }
        await(() -> all.stream().allMatch(server -> nodes(server).lines().count() == all.size()));
        for (int i = 0; i < replicas.size(); i++) {
            replicas.get(i)
                    .commands()
                    .clusterReplicate(masters.get(i).commands().clusterMyId());
        }
        await(cluster::isWhole);
        return cluster;
    }

    private static List<RedisProcess> servers() {
        List<RedisProcess> started = new ArrayList<>();
        for (int i = 0; i < MASTERS; i++) {
            started.add(RedisProcess.start(
                    RedisProcess.embedded(), "--cluster-enabled", "yes", "--cluster-node-timeout", "2000"));
        }
        return started;
    }

    private boolean isWhole() {
        return all().stream()
                        .allMatch(server -> server.commands().clusterInfo().contains("cluster_state:ok")
                                && nodes(server)
                                                .lines()
                                                .filter(line -> line.contains("slave"))
                                                .count()
                                        == replicas.size())
                && replicas.stream()
                        .allMatch(replica ->
                                replica.commands().info("replication").contains("master_link_status:up"));
    }

    private static String nodes(RedisProcess server) {
        return server.commands().clusterNodes();
    }

    List<RedisProcess> masters() {
        return masters;
    }

    private List<RedisProcess> all() {
        List<RedisProcess> all = new ArrayList<>(masters);
        all.addAll(replicas);
        return all;
    }

    String url(String parameters) {
        return "redis-cluster://"
                + masters.stream().map(server -> "127.0.0.1:" + server.port()).collect(Collectors.joining(",")) + "?"
                + parameters;
    }

    /** Returns the master that serves a key of the server, as they were when it started. */
    RedisProcess masterOf(String name) {
        return masterOfSlot(Keys.slot(name.getBytes(StandardCharsets.UTF_8)));
    }

    RedisProcess masterOfSlot(int slot) {
        return masters.get(IntStream.range(0, MASTERS)
                .filter(i -> slot < SLOTS * (i + 1) / MASTERS)
                .findFirst()
                .orElseThrow());
    }

    private static void await(BooleanSupplier condition) {
        long begin = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - begin > PATIENCE.toNanos()) {
                throw new AssertionError("the servers did not become a cluster within " + PATIENCE);
            }
            Thread.onSpinWait();
        }
    }

    @Override
    public void close() {
        all().forEach(RedisProcess::close);
    }
}
