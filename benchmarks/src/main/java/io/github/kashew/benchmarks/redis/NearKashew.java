package io.github.kashew.benchmarks.redis;

import io.github.kashew.Cache;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Our side: a cache in Redis whose texts are all held near. */
@State(Scope.Benchmark)
public class NearKashew {

    /** The cache. */
    public final Cache cache = Cache.open(LocalRedis.server().url(KashewRedis.TIMEOUT + "&near=10000"));

    /** Writes all texts and reads each until it is held. */
    public NearKashew() {
        KashewRedis.fill(cache);
        for (String key : Values.keys()) {
            while (!cache.get(key, String.class).toCompletableFuture().isDone()) {
                KashewRedis.join(cache.get(key, String.class));
            }
        }
    }

    /** Closes the cache. */
    @TearDown
    public void close() {
        cache.close();
    }
}
