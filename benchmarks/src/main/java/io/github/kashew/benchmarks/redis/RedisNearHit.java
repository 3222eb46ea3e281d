package io.github.kashew.benchmarks.redis;

import io.github.kashew.benchmarks.memory.Kashew;
import io.github.kashew.benchmarks.memory.Ring;
import io.github.kashew.benchmarks.memory.User;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;

/** A hit of what is held near. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RedisNearHit {

    /** Gets the value out of the complete stage. */
    @Benchmark
    public @Nullable String ours(NearKashew kashew, Ring ring) {
        return kashew.cache
                .get(ring.nextKey(), String.class)
                .toCompletableFuture()
                .getNow(null);
    }

    /** Gets the value of a memory cache out of the complete stage. */
    @Benchmark
    public @Nullable User floor(Kashew kashew, Ring ring) {
        return kashew.cache
                .get(ring.nextKey(), User.class)
                .toCompletableFuture()
                .getNow(null);
    }
}
