package io.github.kashew.benchmarks.redis;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;

/** A hundred hits in one call, for each of them. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RedisGetall100 {

    /** Asks for all. */
    @Benchmark
    @OperationsPerInvocation(100)
    public int ours(KashewRedis kashew) {
        return kashew.hundred();
    }

    /** Gets all with one command. */
    @Benchmark
    @OperationsPerInvocation(100)
    public int floor(RawLettuce lettuce) {
        return lettuce.hundred();
    }
}
