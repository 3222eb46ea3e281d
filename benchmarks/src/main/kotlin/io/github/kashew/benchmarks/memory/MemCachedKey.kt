package io.github.kashew.benchmarks.memory

import org.openjdk.jmh.annotations.Benchmark
import org.openjdk.jmh.annotations.BenchmarkMode
import org.openjdk.jmh.annotations.Mode
import org.openjdk.jmh.annotations.OperationsPerInvocation
import org.openjdk.jmh.annotations.OutputTimeUnit
import org.openjdk.jmh.infra.Blackhole
import java.util.concurrent.TimeUnit

/** A hit of a cached block with a constant key. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
open class MemCachedKey {
    /** Calls the function with one entry. */
    @Benchmark
    @OperationsPerInvocation(CALLS)
    fun ours(
        kashew: KashewKotlin,
        blackhole: Blackhole,
    ) = inCoroutine(blackhole) { oneUser(kashew.coroutines) }

    /** Gets the same entry. */
    @Benchmark
    @OperationsPerInvocation(CALLS)
    fun floor(
        caffeine: ExpiringCaffeine,
        blackhole: Blackhole,
    ) = inCoroutine(blackhole) { caffeine.cache.getIfPresent(ONE_KEY) }
}
