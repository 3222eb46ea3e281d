package io.github.kashew.redis;

import io.github.kashew.error.BackendException;
import io.github.kashew.spi.BackendContext;
import io.lettuce.core.RedisConnectionStateListener;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.cluster.SlotHash;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.lettuce.core.cluster.models.partitions.RedisClusterNode;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A cluster: keys of one slot may be named in one command.
 *
 * <p>What has keys goes to the master of their slot, whichever that is by then, and is told as of one node. Only what has
 * none, such as a scan, needs the masters one by one.
 */
final class Cluster implements Topology {

    private final String address;
    private final ClusterConnector connector;
    private final Link link;
    private final Deliveries deliveries;
    private final ServerTime time;
    private final Node routed;
    private final Releases releases;
    private final int breaker;

    /** What goes to the slots of each master, by the master's id; a server that hangs has a breaker of its own. */
    private final Map<String, Node> byMaster = new ConcurrentHashMap<>();

    private Cluster(RedisSettings settings, BackendContext context) {
        this.address = settings.address();
        this.time = new ServerTime(context.clock());
        this.connector = new ClusterConnector(settings);
        this.deliveries = new Deliveries(context.executor());
        this.link = new Link(settings, connector, context.clock(), time);
        this.breaker = settings.breaker();
        this.routed = routed();
        this.releases = new Releases(new Channels(connector, deliveries), context.clock());
    }

    /** Begins to connect. */
    static Cluster connect(RedisSettings settings, BackendContext context) {
        Cluster cluster = new Cluster(settings, context);
        cluster.link.open();
        return cluster;
    }

    private Node routed() {
        return new Node(address, link, deliveries, time, new Breaker(breaker));
    }

    @Override
    public Node nodeOf(int slot) {
        RedisClusterNode master = link.isConnected() ? connector.masterOf(slot) : null;
        return master == null ? routed : nodeOf(master);
    }

    private Node nodeOf(RedisClusterNode master) {
        Node known = byMaster.get(master.getNodeId());
        return known != null ? known : added(master);
    }

    private Node added(RedisClusterNode master) {
        byMaster.keySet()
                .retainAll(connector.masters().stream()
                        .map(RedisClusterNode::getNodeId)
                        .toList());
        return byMaster.computeIfAbsent(master.getNodeId(), id -> routed());
    }

    @Override
    public CompletionStage<List<Node>> nodes() {
        return routed.send(connected -> {
            List<RedisClusterNode> masters = connector.masters();
            int served = masters.stream()
                    .mapToInt(master -> master.getSlots().size())
                    .sum();
            // fewer masters would be fewer keys, and clear() would leave some
            return served < SlotHash.SLOT_COUNT
                    ? CompletableFuture.failedFuture(new BackendException("the cluster of redis at " + address
                            + " has no master for " + (SlotHash.SLOT_COUNT - served) + " of its slots at present"))
                    : CompletableFuture.completedFuture(
                            masters.stream().map(this::node).toList());
        });
    }

    private Node node(RedisClusterNode master) {
        return new Node(
                address(master),
                new OneMaster(master),
                deliveries,
                time,
                nodeOf(master).breaker());
    }

    @Override
    public CompletionStage<Boolean> firstConnected() {
        return link.first();
    }

    @Override
    public List<Served> servers() {
        return link.isConnected()
                ? connector.masters().stream()
                        .map(master ->
                                new Served(address(master), connector.connection(master), firstSlot(master), master))
                        .toList()
                : List.of();
    }

    private static int firstSlot(RedisClusterNode master) {
        for (int slot = 0; slot < SlotHash.SLOT_COUNT; slot++) {
            if (master.hasSlot(slot)) {
                return slot;
            }
        }
        throw new IllegalStateException("a master without slots was asked for one");
    }

    private static String address(RedisClusterNode master) {
        return master.getUri().getHost() + ":" + master.getUri().getPort();
    }

    @Override
    public @Nullable String addressOf(int slot) {
        RedisClusterNode master = connector.masterOf(slot);
        return master == null ? null : address(master);
    }

    @Override
    public Node nodeOn(Served server, StatefulRedisConnection<byte[], byte[]> connection) {
        RedisClusterNode master = server.master();
        Breaker shared = master == null ? routed.breaker() : nodeOf(master).breaker();
        return new Node(server.address(), new OneConnection(connection.async()), deliveries, time, shared);
    }

    @Override
    public void onConnection(RedisConnectionStateListener listener) {
        connector.onConnection(listener);
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

    /** What is sent over one connection. */
    private record OneConnection(RedisClusterAsyncCommands<byte[], byte[]> commandsNow) implements CommandSource {
        @Override
        public CompletionStage<RedisClusterAsyncCommands<byte[], byte[]>> commands() {
            return CompletableFuture.completedFuture(commandsNow);
        }
    }
}
