package io.github.kashew.redis;

import io.github.kashew.spi.BackendContext;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.lettuce.core.cluster.models.partitions.RedisClusterNode;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * A cluster: keys of one slot may be named in one command.
 *
 * <p>What has keys goes to the master of their slot, whichever that is by then, and is told as of one node. Only what has
 * none, such as a scan, needs the masters one by one.
 */
final class Cluster implements Topology {

    private final ClusterConnector connector;
    private final Link link;
    private final Deliveries deliveries;
    private final ServerTime time;
    private final Node routed;
    private final Releases releases;

    private Cluster(RedisSettings settings, BackendContext context) {
        this.time = new ServerTime(context.clock());
        this.connector = new ClusterConnector(settings);
        this.deliveries = new Deliveries(context.executor());
        this.link = new Link(settings, connector, context.clock(), time);
        this.routed = new Node(settings.address(), link, deliveries, time);
        this.releases = new Releases(new Channels(connector, deliveries), context.clock());
    }

    /** Begins to connect. */
    static Cluster connect(RedisSettings settings, BackendContext context) {
        Cluster cluster = new Cluster(settings, context);
        cluster.link.open();
        return cluster;
    }

    @Override
    public Node nodeOf(int slot) {
        return routed;
    }

    @Override
    public CompletionStage<List<Node>> nodes() {
        return routed.send(connected -> CompletableFuture.completedFuture(
                connector.masters().stream().map(this::node).toList()));
    }

    private Node node(RedisClusterNode master) {
        String address = master.getUri().getHost() + ":" + master.getUri().getPort();
        return new Node(address, new OneMaster(master), deliveries, time);
    }

    @Override
    public int groupOf(int slot) {
        return slot;
    }

    @Override
    public Releases releases() {
        return releases;
    }

    @Override
    public ServerTime time() {
        return time;
    }

    @Override
    public void close() {
        link.close();
    }

    private final class OneMaster implements CommandSource {
        private final RedisClusterNode master;

        OneMaster(RedisClusterNode master) {
            this.master = master;
        }

        @Override
        public @Nullable RedisClusterAsyncCommands<byte[], byte[]> commandsNow() {
            return null;
        }

        @Override
        public CompletionStage<RedisClusterAsyncCommands<byte[], byte[]>> commands() {
            return link.commands().thenCompose(connected -> connector.connect(master));
        }
    }
}
