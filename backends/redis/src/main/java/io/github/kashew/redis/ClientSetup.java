package io.github.kashew.redis;

import io.lettuce.core.AbstractRedisClient;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.MaintNotificationsConfig;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.metrics.CommandLatencyRecorder;
import io.lettuce.core.protocol.ProtocolVersion;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.Delay;
import io.lettuce.core.resource.NettyCustomizer;
import io.netty.channel.Channel;
import io.netty.handler.flush.FlushConsolidationHandler;
import io.netty.util.HashedWheelTimer;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.time.Duration;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/** How Lettuce is set up: nothing is sent twice, nothing waits without a bound, and flushes are shared. */
final class ClientSetup {

    /** How late a timeout may be noticed. */
    private static final long TICK_MILLIS = 10;

    /** How many command timeouts may pass without any reply before the connection is given up. */
    private static final int SILENT_TIMEOUTS = 3;

    private static final Duration FIRST_RECONNECT = Duration.ofMillis(20);
    private static final Duration LAST_RECONNECT = Duration.ofSeconds(1);

    private final RedisSettings settings;
    private final HashedWheelTimer timer;
    private final ClientResources resources;

    ClientSetup(RedisSettings settings) {
        this.settings = settings;
        this.timer = new HashedWheelTimer(threads("timer"), TICK_MILLIS, TimeUnit.MILLISECONDS);
        this.resources = ClientResources.builder()
                .ioThreadPoolSize(2)
                .computationThreadPoolSize(2)
                .threadFactoryProvider(ClientSetup::threads)
                .timer(timer)
                .commandLatencyRecorder(CommandLatencyRecorder.disabled())
                .reconnectDelay(Delay.fullJitter(FIRST_RECONNECT, LAST_RECONNECT, 50, TimeUnit.MILLISECONDS))
                .nettyCustomizer(new Pipeline(settings.commandTimeout().multipliedBy(SILENT_TIMEOUTS)))
                .build();
    }

    /** Returns what the connections of a client share. */
    ClientResources resources() {
        return resources;
    }

    /** Returns where a server is and who asks, in the form of Lettuce. */
    RedisURI uri(ServerAddress server) {
        RedisURI uri = new RedisURI();
        if (server.isSocket()) {
            uri.setSocket(server.host());
        } else {
            uri.setHost(server.host());
            uri.setPort(server.port());
        }
        return completed(uri, server);
    }

    /** Returns that the servers are sentinels, which name another one, and who asks that, in the form of Lettuce. */
    RedisURI uri(Sentinels sentinels) {
        RedisURI uri = new RedisURI();
        uri.setSentinelMasterId(sentinels.master());
        for (ServerAddress server : settings.servers()) {
            RedisURI sentinel = RedisURI.create(server.host(), server.port());
            sentinel.setTimeout(settings.connectTimeout());
            sentinels.credentials().addTo(sentinel);
            uri.getSentinels().add(sentinel);
        }
        return completed(uri, settings.servers().get(0));
    }

    private RedisURI completed(RedisURI uri, ServerAddress server) {
        uri.setDatabase(server.database());
        uri.setTimeout(settings.connectTimeout());
        uri.setClientName(settings.clientName());
        uri.setSsl(settings.tls().on());
        uri.setVerifyPeer(settings.tls().verify());
        server.credentials().addTo(uri);
        return uri;
    }

    /** Completes the options of a client. */
    ClientOptions options(ClientOptions.Builder options) {
        return options.protocolVersion(ProtocolVersion.RESP3)
                .autoReconnect(true)
                // together: what was sent when the connection broke fails, and is not sent again on the next one
                .disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS)
                .replayFilter(command -> true)
                .requestQueueSize(settings.queue())
                .timeoutOptions(TimeoutOptions.enabled(settings.commandTimeout()))
                .socketOptions(SocketOptions.builder()
                        .connectTimeout(settings.connectTimeout())
                        .keepAlive(true)
                        .tcpNoDelay(true)
                        .build())
                .sslOptions(settings.tls().options(settings.connectTimeout()))
                .maintNotificationsConfig(MaintNotificationsConfig.disabled())
                .build();
    }

    private static ThreadFactory threads(String pool) {
        return new DefaultThreadFactory("kashew-redis-" + pool, true);
    }

    /** Closes all connections of the client and ends all threads, in the background. */
    void close(AbstractRedisClient client) {
        client.shutdownAsync(0, 0, TimeUnit.MILLISECONDS)
                .whenComplete((done, failure) ->
                        resources.shutdown(0, 0, TimeUnit.MILLISECONDS).addListener(ended -> timer.stop()));
    }

    /**
     * What every connection gets: flushes are shared (the first command is flushed at once, those that come while it is
     * written go together), and silence is noticed.
     *
     * @param longestSilence how long a server may leave commands without any reply
     */
    private record Pipeline(Duration longestSilence) implements NettyCustomizer {

        private static final int MOST_COMMANDS = 256;

        @Override
        public void afterChannelInitialized(Channel channel) {
            channel.pipeline().addFirst(new FlushConsolidationHandler(MOST_COMMANDS, true));
            channel.pipeline().addFirst(new SilenceGuard(longestSilence));
        }
    }
}
