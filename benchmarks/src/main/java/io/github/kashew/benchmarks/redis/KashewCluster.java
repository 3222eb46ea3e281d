package io.github.kashew.benchmarks.redis;

import io.github.kashew.Cache;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Our side: a cache in a cluster of three masters, which live as long as the process. */
@State(Scope.Benchmark)
public class KashewCluster {

    private static @Nullable RedisNodes nodes;

    private final List<String> hundred = Values.hundredKeys();
    private final Cache cache = Cache.open(nodes().url(KashewRedis.TIMEOUT));

    /** Writes all texts. */
    public KashewCluster() {
        KashewRedis.fill(cache);
    }

    private static synchronized RedisNodes nodes() {
        RedisNodes known = nodes;
        if (known != null) {
            return known;
        }
        try {
            RedisNodes started = new RedisNodes();
            LocalRedis.closeAtTheEnd(started);
            nodes = started;
            return started;
        } catch (IOException | InterruptedException failed) {
            throw new IllegalStateException("a cluster could not be started", failed);
        }
    }

    int hundred() {
        return KashewRedis.hundred(cache, hundred);
    }

    /** Closes the cache. */
    @TearDown
    public void close() {
        cache.close();
    }
}
