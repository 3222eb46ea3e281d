package io.github.kashew.redis;

import io.github.kashew.error.BackendException;
import io.github.kashew.spi.CacheClock;
import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.RedisConnectionStateListener;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import java.net.SocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The connection to a server, or to those of a cluster, over which all commands go.
 *
 * <p>It connects at once and tries again until it is closed, at intervals of at most a second. Once connected it
 * reconnects by itself. The server's time is measured on every connect.
 */
final class Link implements CommandSource {

    private static final long LONGEST_RETRY_NANOS = 1_000_000_000;
    private static final long SHORTEST_RETRY_NANOS = 100_000_000;

    private final RedisSettings settings;
    private final Connector connector;
    private final CacheClock clock;
    private final ServerTime time;
    private volatile @Nullable RedisClusterAsyncCommands<byte[], byte[]> ready;
    private volatile CompletableFuture<RedisClusterAsyncCommands<byte[], byte[]>> connected = new CompletableFuture<>();
    private volatile boolean closed;
    private final CompletableFuture<Boolean> first = new CompletableFuture<>();
    private CacheClock.Cancellable retry = () -> {};

    Link(RedisSettings settings, Connector connector, CacheClock clock, ServerTime time) {
        this.settings = settings;
        this.connector = connector;
        this.clock = clock;
        this.time = time;
    }

    void open() {
        connector.onConnection(new Reconnects());
        connect();
    }

    private void connect() {
        CompletableFuture<RedisClusterAsyncCommands<byte[], byte[]>> attempt = connected;
        connector
                .connect()
                .thenCompose(commands -> time.measure(commands).thenApply(done -> commands))
                .whenComplete((commands, failure) -> {
                    if (failure == null) {
                        ready = commands;
                        attempt.complete(commands);
                        first.complete(true);
                    } else {
                        attempt.completeExceptionally(failure);
                        retryLater();
                    }
                });
    }

    private synchronized void retryLater() {
        if (closed) {
            return;
        }
        long delay = ThreadLocalRandom.current().nextLong(SHORTEST_RETRY_NANOS, LONGEST_RETRY_NANOS);
        retry = clock.schedule(
                () -> {
                    if (!closed) {
                        connected = new CompletableFuture<>();
                        connect();
                    }
                },
                delay);
    }

    /** Returns where to send commands, or null before the first connection. */
    @Override
    public @Nullable RedisClusterAsyncCommands<byte[], byte[]> commandsNow() {
        if (closed) {
            throw new BackendException("the backend of redis at " + settings.address() + " is closed");
        }
        return ready;
    }

    /** Completes with the first connection, however many attempts that takes; never if there is none before the end. */
    CompletionStage<Boolean> first() {
        return first;
    }

    /** Tells whether there was a connection. */
    boolean isConnected() {
        return ready != null;
    }

    @Override
    public CompletionStage<RedisClusterAsyncCommands<byte[], byte[]>> commands() {
        return connected.copy().orTimeout(settings.connectTimeout().toMillis(), TimeUnit.MILLISECONDS);
    }

    void close() {
        synchronized (this) {
            closed = true;
            retry.cancel();
        }
        connected.completeExceptionally(
                new BackendException("the backend of redis at " + settings.address() + " was closed"));
        connector.close();
    }

    /** Measures the time anew after a reconnect. */
    private final class Reconnects implements RedisConnectionStateListener {
        @Override
        public void onRedisConnected(RedisChannelHandler<?, ?> connection, SocketAddress address) {
            RedisClusterAsyncCommands<byte[], byte[]> known = ready;
            if (known != null) {
                time.measure(known);
            }
        }
    }
}
