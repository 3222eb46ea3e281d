package io.github.kashew.benchmarks.codec;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;

/** A record out of its bytes: checked, opened, decoded. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CodecDefaultRead {

    /** Reads it from a route that keeps bytes. */
    @Benchmark
    public @Nullable Order ours(KashewBytes kashew) {
        return kashew.readOrder();
    }

    /** Decodes it, and nothing else. */
    @Benchmark
    public Order floor(BareCodec codec) {
        return codec.decode();
    }
}
