package io.github.kashew.redis;

import io.github.kashew.error.BackendException;
import io.github.kashew.spi.CacheClock;
import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.RedisConnectionStateListener;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import java.net.SocketAddress;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The connection to one server over which all commands go.
 *
 * <p>It connects at once and tries again until it is closed, at intervals of at most a second. Once connected it
 * reconnects by itself. The server's time is measured on every connect.
 */
final class Link {

    private static final long LONGEST_RETRY_NANOS = 1_000_000_000;
    private static final long SHORTEST_RETRY_NANOS = 100_000_000;

    private final RedisSettings settings;
    private final LettuceClient lettuce;
    private final CacheClock clock;
    private final ServerTime time;
    private volatile @Nullable StatefulRedisConnection<byte[], byte[]> ready;
    private volatile CompletableFuture<RedisAsyncCommands<byte[], byte[]>> connected = new CompletableFuture<>();
    private volatile boolean closed;
    private CacheClock.Cancellable retry = () -> {};

    Link(RedisSettings settings, LettuceClient lettuce, CacheClock clock, ServerTime time) {
        this.settings = settings;
        this.lettuce = lettuce;
        this.clock = clock;
        this.time = time;
    }

    void open() {
        lettuce.client().addListener(new Reconnects());
        connect();
    }

    private void connect() {
        CompletableFuture<RedisAsyncCommands<byte[], byte[]>> attempt = connected;
        lettuce.client()
                .connectAsync(ByteArrayCodec.INSTANCE, lettuce.uri())
                .thenCompose(connection -> measure(connection.async()).thenApply(done -> connection))
                .whenComplete((connection, failure) -> {
                    if (failure == null) {
                        ready = connection;
                        attempt.complete(connection.async());
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
    @Nullable
    RedisAsyncCommands<byte[], byte[]> commandsNow() {
        if (closed) {
            throw new BackendException("the backend of redis at " + settings.server() + " is closed");
        }
        StatefulRedisConnection<byte[], byte[]> connection = ready;
        return connection == null ? null : connection.async();
    }

    /** Completes when commands can be sent, and fails when that takes longer than connecting may take. */
    CompletionStage<RedisAsyncCommands<byte[], byte[]>> commands() {
        return connected.copy().orTimeout(settings.connectTimeout().toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Asks for the server's time. */
    CompletionStage<Void> measure(RedisAsyncCommands<byte[], byte[]> commands) {
        long asked = time.here();
        return commands.time().thenAccept(answer -> time.measured(nanos(answer), asked));
    }

    private static long nanos(List<byte[]> secondsAndMicros) {
        return Long.parseLong(RecordFormat.text(secondsAndMicros.get(0))) * 1_000_000_000
                + Long.parseLong(RecordFormat.text(secondsAndMicros.get(1))) * 1_000;
    }

    void close() {
        synchronized (this) {
            closed = true;
            retry.cancel();
        }
        connected.completeExceptionally(
                new BackendException("the backend of redis at " + settings.server() + " was closed"));
        lettuce.close();
    }

    /** Measures the time anew after a reconnect. */
    private final class Reconnects implements RedisConnectionStateListener {
        @Override
        public void onRedisConnected(RedisChannelHandler<?, ?> connection, SocketAddress address) {
            StatefulRedisConnection<byte[], byte[]> known = ready;
            if (known != null && known == connection) {
                measure(known.async());
            }
        }
    }
}
