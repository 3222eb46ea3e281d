package io.github.kashew.benchmarks.redis;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;

/** Hits of a signed record by 64 callers at a time. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RedisRecord64 {

    /** Asks with each, checks and decodes. */
    @Benchmark
    @OperationsPerInvocation(Callers.CALLS)
    public void ours(KashewRedis kashew) {
        Callers.run(kashew::order);
    }

    /** Gets the same bytes with each. */
    @Benchmark
    @OperationsPerInvocation(Callers.CALLS)
    public void floor(RawLettuce lettuce) {
        Callers.run(lettuce::order);
    }
}
