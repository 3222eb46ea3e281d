package io.github.kashew.redis;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisConnectionStateListener;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.cluster.ClusterClientOptions;
import io.lettuce.core.cluster.ClusterTopologyRefreshOptions;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.lettuce.core.cluster.models.partitions.RedisClusterNode;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.protocol.ConnectionIntent;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Connects to all masters of a cluster. A command goes to the master of its key's slot, and follows its redirects.
 *
 * <p>Who serves which slot is asked again every fifteen seconds, and when a redirect or a lost connection shows that it
 * has changed.
 */
final class ClusterConnector implements Connector {

    private static final Duration REFRESH = Duration.ofSeconds(15);
    private static final Duration LEAST_BETWEEN_REFRESHES = Duration.ofMillis(500);

    private final ClientSetup setup;
    private final RedisClusterClient client;
    private volatile @Nullable StatefulRedisClusterConnection<byte[], byte[]> connected;

    ClusterConnector(RedisSettings settings) {
        this.setup = new ClientSetup(settings);
        List<RedisURI> seeds = settings.servers().stream().map(setup::uri).toList();
        this.client = RedisClusterClient.create(setup.resources(), seeds);
        ClientOptions options = setup.options(ClusterClientOptions.builder()
                // a redirect leads to servers that the cluster itself has named
                .validateClusterNodeMembership(true)
                .topologyRefreshOptions(ClusterTopologyRefreshOptions.builder()
                        .enablePeriodicRefresh(REFRESH)
                        .adaptiveRefreshTriggersTimeout(LEAST_BETWEEN_REFRESHES)
                        .refreshTriggersReconnectAttempts(1)
                        .build()));
        client.setOptions((ClusterClientOptions) options);
    }

    @Override
    public CompletionStage<? extends RedisClusterAsyncCommands<byte[], byte[]>> connect() {
        return client.refreshPartitionsAsync()
                .thenCompose(known -> client.connectAsync(ByteArrayCodec.INSTANCE))
                .thenCompose(connection -> {
                    connected = connection;
                    // at once, so that the first commands of a node keep their order
                    return Joined.all(masters().stream().map(this::connect).toList())
                            .thenApply(all -> connection.async());
                });
    }

    @Override
    public CompletionStage<? extends StatefulRedisPubSubConnection<byte[], byte[]>> connectPubSub() {
        return client.connectPubSubAsync(ByteArrayCodec.INSTANCE);
    }

    /** Returns the nodes that serve slots; called when connected. */
    List<RedisClusterNode> masters() {
        return client.getPartitions().stream()
                .filter(node -> node.getRole().isUpstream() && !node.hasNoSlots())
                .toList();
    }

    /** Returns the master that should serve a slot, or null; called when connected. */
    @Nullable
    RedisClusterNode masterOf(int slot) {
        return client.getPartitions().getMasterBySlot(slot);
    }

    /** Answers where to send what is for one master, whatever its keys; called when connected. */
    CompletionStage<RedisClusterAsyncCommands<byte[], byte[]>> connect(RedisClusterNode master) {
        return connection(master).thenApply(StatefulRedisConnection::async);
    }

    /** Answers the connection over which commands go to a master; called when connected. */
    CompletionStage<StatefulRedisConnection<byte[], byte[]>> connection(RedisClusterNode master) {
        StatefulRedisClusterConnection<byte[], byte[]> cluster = connected;
        if (cluster == null) {
            return CompletableFuture.failedFuture(new IllegalStateException("no master is known before connecting"));
        }
        RedisURI uri = master.getUri();
        return cluster.getConnectionAsync(uri.getHost(), uri.getPort(), ConnectionIntent.WRITE);
    }

    @Override
    public void onConnection(RedisConnectionStateListener listener) {
        client.addListener(listener);
    }

    @Override
    public void close() {
        setup.close(client);
    }
}
