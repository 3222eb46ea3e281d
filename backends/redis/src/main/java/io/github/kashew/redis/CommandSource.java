package io.github.kashew.redis;

import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Where to send commands, which may be known only later. */
interface CommandSource {

    /** Returns where to send commands, or null if that is not known yet. */
    @Nullable
    RedisClusterAsyncCommands<byte[], byte[]> commandsNow();

    /** Completes when commands can be sent, and fails when that takes longer than connecting may take. */
    CompletionStage<RedisClusterAsyncCommands<byte[], byte[]>> commands();
}
