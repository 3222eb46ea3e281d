package io.github.kashew.redis;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisConnectionStateListener;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Connects to one server, which may be the one that sentinels name at the time of connecting. They are asked again on each
 * reconnect; they close the connections of a master that another one has replaced.
 */
final class ServerConnector implements Connector {

    private final ClientSetup setup;
    private final RedisURI uri;
    private final RedisClient client;
    private volatile @Nullable StatefulRedisConnection<byte[], byte[]> connected;

    ServerConnector(RedisSettings settings) {
        this.setup = new ClientSetup(settings);
        Sentinels sentinels = settings.sentinels();
        this.uri = sentinels == null ? setup.uri(settings.servers().get(0)) : setup.uri(sentinels);
        this.client = RedisClient.create(setup.resources());
        client.setOptions(setup.options(ClientOptions.builder()));
    }

    @Override
    public CompletionStage<? extends RedisClusterAsyncCommands<byte[], byte[]>> connect() {
        return client.connectAsync(ByteArrayCodec.INSTANCE, uri).thenApply(connection -> {
            connected = connection;
            return connection.async();
        });
    }

    /** Returns the connection for commands, or null before connecting. */
    @Nullable
    StatefulRedisConnection<byte[], byte[]> connected() {
        return connected;
    }

    @Override
    public CompletionStage<? extends StatefulRedisPubSubConnection<byte[], byte[]>> connectPubSub() {
        return client.connectPubSubAsync(ByteArrayCodec.INSTANCE, uri);
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
