package io.github.kashew.redis;

import io.github.kashew.spi.BackendContext;
import io.lettuce.core.RedisConnectionStateListener;
import io.lettuce.core.api.StatefulRedisConnection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A server that is no cluster: one node, and any keys may be named in one command. */
final class SingleServer implements Topology {

    private final String address;
    private final ServerConnector connector;
    private final Node node;
    private final Link link;
    private final Releases releases;

    private SingleServer(RedisSettings settings, BackendContext context) {
        ServerTime time = new ServerTime(context.clock());
        Deliveries deliveries = new Deliveries(context.executor());
        this.address = settings.address();
        this.connector = new ServerConnector(settings);
        this.link = new Link(settings, connector, context.clock(), time);
        this.node = new Node(address, link, deliveries, time, new Breaker(settings.breaker()));
        this.releases = new Releases(new Channels(connector, deliveries), context.clock());
    }

    /** Begins to connect. */
    static SingleServer connect(RedisSettings settings, BackendContext context) {
        SingleServer server = new SingleServer(settings, context);
        server.link.open();
        return server;
    }

    @Override
    public Node nodeOf(int slot) {
        return node;
    }

    @Override
    public CompletionStage<List<Node>> nodes() {
        return CompletableFuture.completedFuture(List.of(node));
    }

    @Override
    public CompletionStage<Boolean> firstConnected() {
        return link.first();
    }

    @Override
    public List<Served> servers() {
        StatefulRedisConnection<byte[], byte[]> connected = connector.connected();
        return connected == null
                ? List.of()
                : List.of(new Served(address, CompletableFuture.completedFuture(connected), 0, null));
    }

    @Override
    public String addressOf(int slot) {
        return address;
    }

    @Override
    public Node nodeOn(Served server, StatefulRedisConnection<byte[], byte[]> connection) {
        return node;
    }

    @Override
    public void onConnection(RedisConnectionStateListener listener) {
        connector.onConnection(listener);
    }

    @Override
    public int groupOf(int slot) {
        return 0;
    }

    @Override
    public boolean isOneGroup(List<byte[]> names) {
        return true;
    }

    @Override
    public Releases releases() {
        return releases;
    }

    @Override
    public ServerTime time() {
        return node.time();
    }

    @Override
    public void close() {
        link.close();
    }
}
