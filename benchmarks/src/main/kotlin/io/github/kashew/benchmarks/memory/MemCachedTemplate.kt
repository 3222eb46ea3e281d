package io.github.kashew.benchmarks.memory

import org.openjdk.jmh.annotations.Benchmark
import org.openjdk.jmh.annotations.BenchmarkMode
import org.openjdk.jmh.annotations.Mode
import org.openjdk.jmh.annotations.OperationsPerInvocation
import org.openjdk.jmh.annotations.OutputTimeUnit
import org.openjdk.jmh.infra.Blackhole
import java.util.concurrent.TimeUnit

/** A hit of a cached block whose key is put together. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
open class MemCachedTemplate {
    /** Calls the function with an id. */
    @Benchmark
    @OperationsPerInvocation(CALLS)
    fun ours(
        kashew: KashewKotlin,
        ring: Ring,
        blackhole: Blackhole,
    ) = inCoroutine(blackhole) { user(kashew.coroutines, ring.nextId()) }

    /** Concatenates the key and gets the value. */
    @Benchmark
    @OperationsPerInvocation(CALLS)
    fun floor(
        caffeine: ExpiringCaffeine,
        ring: Ring,
        blackhole: Blackhole,
    ) = inCoroutine(blackhole) { caffeine.cache.getIfPresent("user:${ring.nextId()}") }
}
