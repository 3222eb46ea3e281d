package io.github.kashew.benchmarks.memory;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;

/** A hit by key, in Java: what comes back is a stage that is complete. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class MemGetJava {

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
    public @Nullable User floor(ExpiringCaffeine caffeine, Ring ring) {
        return caffeine.cache.getIfPresent(ring.nextKey());
    }
}
