package io.github.kashew.benchmarks.codec;

import com.google.protobuf.InvalidProtocolBufferException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;

/** One kilobyte, written with a checksum and read again. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class EnvelopePlain1k {

    /** Writes and reads through a route without a secret. */
    @Benchmark
    public byte @Nullable [] ours(KashewBytes kashew, Samples samples) {
        return kashew.throughPlain(samples.kilobyte);
    }

    /** Writes and parses the same message, and computes its checksum twice. */
    @Benchmark
    public long floor(BareEnvelope envelope, Samples samples) throws InvalidProtocolBufferException {
        return envelope.through(samples.kilobyte);
    }
}
