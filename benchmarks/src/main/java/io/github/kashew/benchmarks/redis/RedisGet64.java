package io.github.kashew.benchmarks.redis;

import io.github.kashew.benchmarks.memory.Ring;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;

/** Hits by 64 callers at a time. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RedisGet64 {

    /** Asks with each. */
    @Benchmark
    @OperationsPerInvocation(Callers.CALLS)
    public void ours(KashewRedis kashew, Ring ring) {
        Callers.run(() -> kashew.text(ring.nextKey()));
    }

    /** Asks with each. */
    @Benchmark
    @OperationsPerInvocation(Callers.CALLS)
    public void floor(RawLettuce lettuce, Ring ring) {
        Callers.run(() -> lettuce.text(ring.nextKey()));
    }
}
