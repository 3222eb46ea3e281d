package io.github.kashew.benchmarks.codec;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;

/** One kilobyte, written with a signature and read again. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class EnvelopeSigned1k {

    /** Writes and reads through a route with a secret. */
    @Benchmark
    public byte @Nullable [] ours(KashewBytes kashew, Samples samples) {
        return kashew.throughSigned(samples.kilobyte);
    }

    /** Signs the bytes twice. */
    @Benchmark
    public byte[] floor(ReusedMac mac, Samples samples) {
        mac.mac.doFinal(samples.kilobyte);
        return mac.mac.doFinal(samples.kilobyte);
    }
}
