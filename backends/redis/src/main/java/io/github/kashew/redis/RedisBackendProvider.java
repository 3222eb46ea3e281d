package io.github.kashew.redis;

import io.github.kashew.spi.Backend;
import io.github.kashew.spi.BackendContext;
import io.github.kashew.spi.BackendProvider;
import io.github.kashew.spi.BackendUrl;
import java.util.Set;

/**
 * Serves {@code redis://} and, over TLS, {@code rediss://}: {@code redis://user:password@host:6379/0?prefix=shop:}; over a
 * Unix domain socket {@code redis+unix:///run/redis.sock}; the master that sentinels name,
 * {@code redis-sentinel://host:26379,other:26379?master=mymaster}; and clusters by some of their servers,
 * {@code redis-cluster://host:6379,other:6379}.
 *
 * <p>Opening a backend begins to connect and does not wait for it. Commands wait for the first connection at most
 * {@code connect_timeout}; {@link Backend#ping()} tells whether the server can be reached.
 */
public final class RedisBackendProvider implements BackendProvider {

    static final String CLUSTER = "redis-cluster";
    static final String SENTINEL = "redis-sentinel";
    static final String UNIX = "redis+unix";

    /** Makes the provider; called by {@link java.util.ServiceLoader}. */
    public RedisBackendProvider() {}

    @Override
    public Set<String> schemes() {
        return Set.of("redis", "rediss", UNIX, SENTINEL, CLUSTER);
    }

    @Override
    public Backend<?> open(BackendUrl url, BackendContext context) {
        RedisSettings settings = RedisSettings.of(url);
        Topology topology = url.scheme().equals(CLUSTER)
                ? Cluster.connect(settings, context)
                : SingleServer.connect(settings, context);
        return new RedisBackend(settings.address(), topology, new Keys(settings.prefix()), context);
    }
}
