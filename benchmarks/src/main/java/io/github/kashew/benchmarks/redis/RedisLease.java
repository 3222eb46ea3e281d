package io.github.kashew.benchmarks.redis;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;

/** A lease that nobody else wants. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RedisLease {

    /** Takes it and gives it back. */
    @Benchmark
    public boolean ours(KashewRedis kashew) {
        return kashew.lease();
    }

    /** Does the same in two commands, told off the thread that read them. */
    @Benchmark
    public boolean floor(RawLettuce lettuce) {
        return lettuce.lease();
    }
}
