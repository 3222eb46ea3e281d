package io.github.kashew.benchmarks.codec;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;

/** A record into bytes: encoded, framed, with a checksum. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CodecDefaultWrite {

    /** Writes it to a route that keeps bytes. */
    @Benchmark
    public boolean ours(KashewBytes kashew, Samples samples) {
        return kashew.writeOrder(samples.order);
    }

    /** Encodes it, and nothing else. */
    @Benchmark
    public byte[] floor(BareCodec codec, Samples samples) {
        return codec.encode(samples.order);
    }
}
