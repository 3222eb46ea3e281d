package io.github.kashew.redis;

import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.cluster.models.partitions.RedisClusterNode;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * A server that serves slots at present.
 *
 * @param address its host and port
 * @param connection completes with the connection over which commands go to it
 * @param slot one of the slots that it should serve
 * @param master which slots it should serve; null if all
 */
record Served(
        String address,
        CompletionStage<StatefulRedisConnection<byte[], byte[]>> connection,
        int slot,
        @Nullable RedisClusterNode master) {

    /** Tells whether it serves the same slots. */
    boolean servesAs(Served other) {
        return master == null || (other.master != null && master.hasSameSlotsAs(other.master));
    }
}
