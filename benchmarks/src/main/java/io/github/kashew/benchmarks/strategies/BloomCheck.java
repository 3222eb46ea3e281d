package io.github.kashew.benchmarks.strategies;

import io.github.kashew.key.Args;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;

/** Asking a full filter for a member that it contains. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class BloomCheck {

    /** Gets the answer out of the complete stage. */
    @Benchmark
    public boolean ours(KashewBloom bloom, Members members) {
        return bloom.seen
                .mightContain(Args.of(members.next()))
                .toCompletableFuture()
                .getNow(false);
    }

    /** Gets the answer. */
    @Benchmark
    public boolean floor(GuavaBloom bloom, Members members) {
        return bloom.seen.mightContain(members.next());
    }
}
