package io.github.kashew.redis;

import io.lettuce.core.RedisConnectionStateListener;
import io.lettuce.core.api.StatefulRedisConnection;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Which node serves which slot. A server that is no cluster is one node that serves all. */
interface Topology extends AutoCloseable {

    /** Returns the node that serves a slot. */
    Node nodeOf(int slot);

    /** Answers the nodes whose keys, taken together, are all keys. */
    CompletionStage<List<Node>> nodes();

    /**
     * Returns what tells whether keys may be named in one command: two keys may if their slots have the same group.
     */
    int groupOf(int slot);

    /** Tells whether one command may name all of these. */
    default boolean isOneGroup(List<byte[]> names) {
        return names.stream()
                        .mapToInt(name -> groupOf(Keys.slot(name)))
                        .distinct()
                        .count()
                == 1;
    }

    /** Returns the servers over whose connections commands go at present; none before connecting. */
    List<Served> servers();

    /** Completes when there are servers for the first time. */
    CompletionStage<Boolean> firstConnected();

    /** Returns the address of the server that should serve a slot, as {@link Served} has it; null if none is known. */
    @Nullable
    String addressOf(int slot);

    /** Returns a node that is one server and no other: it follows no redirects. */
    Node nodeOn(Served server, StatefulRedisConnection<byte[], byte[]> connection);

    /** Tells of every socket that is connected or lost. */
    void onConnection(RedisConnectionStateListener listener);

    /** Returns the channels on which releases of leases are announced. */
    Releases releases();

    /** Returns the time by which deadlines are judged. */
    ServerTime time();

    @Override
    void close();
}
