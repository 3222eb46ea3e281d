package io.github.kashew.redis;

import io.github.kashew.error.BackendException;
import io.github.kashew.spi.BackendContext;
import io.github.kashew.spi.CacheClock;
import io.github.kashew.spi.InvalidationSource;
import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.RedisConnectionStateListener;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the servers announce: one {@link TrackedConnection} for each of them, which is probed five times a second. Does
 * nothing until somebody listens.
 */
final class Trackings implements InvalidationSource {

    private static final Logger LOG = System.getLogger(Trackings.class.getName());
    private static final Duration BETWEEN_PROBES = Duration.ofMillis(200);

    private final Topology topology;
    private final Keys keys;
    private final BackendContext context;
    private final Map<String, Followed> followed = new ConcurrentHashMap<>();
    private volatile @Nullable String refusal;
    private @Nullable Listener listener;
    private long outageNanos;
    private CacheClock.Cancellable next = () -> {};
    private boolean closed;

    Trackings(Topology topology, Keys keys, BackendContext context) {
        this.topology = topology;
        this.keys = keys;
        this.context = context;
    }

    /**
     * A server that is followed.
     *
     * @param server the server, as it was when its present period began
     * @param tracked the connection to it
     * @param node where reads are sent that are to be tracked
     */
    private record Followed(Served server, TrackedConnection tracked, Node node) {}

    @Override
    public synchronized void announceTo(Listener hearing, long lastingNanos) {
        if (listener != null) {
            throw new IllegalStateException("changes are announced to a listener already");
        }
        outageNanos = lastingNanos;
        listener = onExecutor(hearing);
        topology.onConnection(new Sockets());
        look();
        topology.firstConnected().thenRun(this::probeAll);
    }

    /** Where a period ends is no place to walk over all that is held. */
    private Listener onExecutor(Listener hearing) {
        return new Listener() {
            @Override
            public void changed(Collection<String> names) {
                hearing.changed(names);
            }

            @Override
            public void tagsChanged(Collection<String> tags) {
                hearing.tagsChanged(tags);
            }

            @Override
            public void trackingEnded() {
                context.executor().execute(hearing::trackingEnded);
            }
        };
    }

    @Override
    public @Nullable Tracking trackingOf(String key) {
        return trackingOf(Keys.slot(keys.name(key)));
    }

    @Override
    public @Nullable Tracking trackingOfTag(String tag) {
        return trackingOf(Keys.slot(keys.tag(tag)));
    }

    private @Nullable Tracking trackingOf(int slot) {
        Followed server = of(slot);
        return server == null ? null : server.tracked.period();
    }

    /**
     * Sends a read of what is in a slot, over the connection that is tracked if there is one. A server that does not serve
     * the slot any more is not relied on, and the one that does is asked then.
     */
    <T> CompletionStage<T> read(
            int slot, Function<RedisClusterAsyncCommands<byte[], byte[]>, CompletionStage<T>> read) {
        Followed server = of(slot);
        if (server == null) {
            return topology.nodeOf(slot).send(read);
        }
        return server.node.send(read).exceptionallyCompose(failure -> {
            if (!Failures.isRedirect(failure)) {
                return CompletableFuture.failedFuture(Failures.unwrapped(failure));
            }
            server.tracked.distrust();
            return topology.nodeOf(slot).send(read);
        });
    }

    private @Nullable Followed of(int slot) {
        if (followed.isEmpty()) {
            return null;
        }
        String address = topology.addressOf(slot);
        return address == null ? null : followed.get(address);
    }

    /** Fails if a server refuses to announce changes. */
    void check() {
        String reason = refusal;
        if (reason != null) {
            throw new BackendException(reason);
        }
    }

    private synchronized void look() {
        if (!closed) {
            next = context.clock().schedule(this::look, BETWEEN_PROBES.toNanos());
            probeAll();
        }
    }

    /** Looks which servers there are, and probes each. */
    private synchronized void probeAll() {
        if (closed) {
            return;
        }
        List<Served> servers = topology.servers();
        followed.values().removeIf(known -> {
            boolean gone = servers.stream().noneMatch(server -> server.address().equals(known.server.address()));
            if (gone) {
                known.tracked.close();
            }
            return gone;
        });
        for (Served server : servers) {
            server.connection().thenAccept(connection -> follow(server, connection));
        }
    }

    private synchronized void follow(Served server, StatefulRedisConnection<byte[], byte[]> connection) {
        Listener hearing = listener;
        if (closed || hearing == null) {
            return;
        }
        byte[] probed = keys.epoch(server.slot());
        Followed known = followed.get(server.address());
        if (known == null || known.tracked.connection() != connection) {
            if (known != null) {
                known.tracked.close();
            }
            TrackedConnection tracked = new TrackedConnection(
                    connection,
                    new Announcements(keys, hearing),
                    context.clock(),
                    outageNanos,
                    failure -> answered(server, failure));
            followed.put(server.address(), new Followed(server, tracked, topology.nodeOn(server, connection)));
            tracked.open(probed);
            return;
        }
        if (!known.server.servesAs(server)) {
            known.tracked.distrust();
            followed.put(server.address(), new Followed(server, known.tracked, known.node));
        }
        known.tracked.probe(probed);
    }

    private void answered(Served server, @Nullable Throwable failure) {
        if (failure == null) {
            refusal = null;
            return;
        }
        String reason = "redis at " + server.address() + " refuses CLIENT TRACKING, so nothing is held near: "
                + Failures.unwrapped(failure).getMessage()
                + "; leave near out, or permit the command and use a server of version 6.2 or newer";
        if (refusal == null) {
            LOG.log(Level.WARNING, reason);
        }
        refusal = reason;
    }

    void close() {
        synchronized (this) {
            closed = true;
            next.cancel();
        }
        followed.values().forEach(server -> server.tracked.close());
        followed.clear();
    }

    /** Hears of sockets of known connections. */
    private final class Sockets implements RedisConnectionStateListener {

        @Override
        public void onRedisConnected(RedisChannelHandler<?, ?> connection, SocketAddress address) {
            followed.values().stream()
                    .filter(server -> server.tracked.connection() == connection)
                    .forEach(server -> server.tracked.connected(keys.epoch(server.server.slot())));
        }

        @Override
        public void onRedisDisconnected(RedisChannelHandler<?, ?> connection) {
            followed.values().stream()
                    .filter(server -> server.tracked.connection() == connection)
                    .forEach(server -> server.tracked.lost());
        }
    }
}
