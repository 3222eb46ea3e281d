package io.github.kashew.benchmarks.codec;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;

/** Ten kilobytes of JSON, written compressed and read again. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class Zstd10k {

    /** Writes and reads through a route that compresses. */
    @Benchmark
    public byte @Nullable [] ours(KashewBytes kashew, Samples samples) {
        return kashew.throughZstd(samples.json);
    }

    /** Compresses and decompresses. */
    @Benchmark
    public byte[] floor(BareZstd zstd, Samples samples) {
        return zstd.through(samples.json);
    }
}
