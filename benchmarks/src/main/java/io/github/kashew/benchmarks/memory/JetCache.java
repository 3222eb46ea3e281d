package io.github.kashew.benchmarks.memory;

import com.alicp.jetcache.Cache;
import com.alicp.jetcache.embedded.CaffeineCacheBuilder;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A peer: the local cache of JetCache on Caffeine, that holds all users. */
@State(Scope.Benchmark)
public class JetCache {

    /** The cache. */
    public final Cache<String, User> cache = CaffeineCacheBuilder.createCaffeineCacheBuilder()
            .limit(Kashew.CAPACITY)
            .expireAfterWrite(1, TimeUnit.HOURS)
            .buildCache();

    /** Stores every user. */
    @Setup
    public void fill() {
        for (int i = 0; i < Ring.SIZE; i++) {
            long id = Ring.idAt(i);
            cache.put(Ring.keyOf(id), User.of(id));
        }
    }

    /** Closes the cache. */
    @TearDown
    public void close() {
        cache.close();
    }
}
