package io.github.kashew.benchmarks.memory;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;

/** A hit by key, in Java, against the local cache of JetCache. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class MemVsJetcache {

    /** Gets the value out of the complete stage. */
    @Benchmark
    public @Nullable User ours(Kashew kashew, Ring ring) {
        return kashew.cache
                .get(ring.nextKey(), User.class)
                .toCompletableFuture()
                .getNow(null);
    }

    /** Gets the value. */
    @Benchmark
    public @Nullable User floor(JetCache jetCache, Ring ring) {
        return jetCache.cache.get(ring.nextKey());
    }
}
