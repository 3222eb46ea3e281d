package io.github.kashew.redis;

import io.github.kashew.spi.BackendContext;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A server that is no cluster: one node, and any keys may be named in one command. */
final class SingleServer implements Topology {

    private final Node node;
    private final Link link;
    private final Releases releases;

    private SingleServer(Node node, Link link, Releases releases) {
        this.node = node;
        this.link = link;
        this.releases = releases;
    }

    /** Begins to connect. */
    static SingleServer connect(RedisSettings settings, BackendContext context) {
        ServerTime time = new ServerTime(context.clock());
        Connector connector = new ServerConnector(settings);
        Deliveries deliveries = new Deliveries(context.executor());
        Link link = new Link(settings, connector, context.clock(), time);
        Releases releases = new Releases(new Channels(connector, deliveries), context.clock());
        link.open();
        return new SingleServer(new Node(settings.address(), link, deliveries, time), link, releases);
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
