package io.github.kashew.benchmarks.redis;

import io.github.kashew.benchmarks.memory.Ring;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;

/** A hit by one caller. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RedisGet1 {

    /** Waits for the value. */
    @Benchmark
    public @Nullable String ours(KashewRedis kashew, Ring ring) {
        return kashew.text(ring.nextKey()).toCompletableFuture().join();
    }

    /** Waits for the value, which is told off the thread that read it. */
    @Benchmark
    public String floor(RawLettuce lettuce, Ring ring) {
        return lettuce.text(ring.nextKey())
                .thenApplyAsync(text -> text, ForkJoinPool.commonPool())
                .toCompletableFuture()
                .join();
    }
}
