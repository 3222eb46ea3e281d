package io.github.kashew.benchmarks.redis;

import io.github.kashew.benchmarks.memory.Ring;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;

/** A hit of what is held near, against one without a near cache. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RedisNearVsRedis {

    /** Gets the value out of the complete stage. */
    @Benchmark
    public @Nullable String ours(NearKashew kashew, Ring ring) {
        return kashew.cache
                .get(ring.nextKey(), String.class)
                .toCompletableFuture()
                .getNow(null);
    }

    /** Waits for the value. */
    @Benchmark
    public @Nullable String floor(KashewRedis kashew, Ring ring) {
        return kashew.text(ring.nextKey()).toCompletableFuture().join();
    }
}
