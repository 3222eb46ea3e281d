package io.github.kashew.benchmarks.redis;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;

/** Hits of 10 kB by 64 callers at a time. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RedisGet6410k {

    /** Asks with each. */
    @Benchmark
    @OperationsPerInvocation(Callers.CALLS)
    public void ours(KashewRedis kashew) {
        Callers.run(kashew::bytes);
    }

    /** Asks with each. */
    @Benchmark
    @OperationsPerInvocation(Callers.CALLS)
    public void floor(RawLettuce lettuce) {
        Callers.run(lettuce::bytes);
    }
}
