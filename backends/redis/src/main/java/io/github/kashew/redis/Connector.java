package io.github.kashew.redis;

import io.lettuce.core.RedisConnectionStateListener;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.util.concurrent.CompletionStage;

/** Makes the connections to a server, or to all servers of a cluster. */
interface Connector {

    /** Connects for commands, once; what it answers reconnects by itself. */
    CompletionStage<? extends RedisClusterAsyncCommands<byte[], byte[]>> connect();

    /** Connects for messages. */
    CompletionStage<? extends StatefulRedisPubSubConnection<byte[], byte[]>> connectPubSub();

    /** Tells of every socket that is connected or lost. */
    void onConnection(RedisConnectionStateListener listener);

    /** Closes all connections, in the background. */
    void close();
}
