package io.github.kashew.benchmarks.memory

import org.openjdk.jmh.annotations.Benchmark
import org.openjdk.jmh.annotations.BenchmarkMode
import org.openjdk.jmh.annotations.Mode
import org.openjdk.jmh.annotations.OperationsPerInvocation
import org.openjdk.jmh.annotations.OutputTimeUnit
import org.openjdk.jmh.infra.Blackhole
import java.util.concurrent.TimeUnit

/** A hit of a cached block by a ready-made key, against Aedile. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
open class MemVsAedile {
    /** Calls the function with a key. */
    @Benchmark
    @OperationsPerInvocation(CALLS)
    fun ours(
        kashew: KashewKotlin,
        ring: Ring,
        blackhole: Blackhole,
    ) = inCoroutine(blackhole) { userAt(kashew.coroutines, ring.nextKey()) }

    /** Gets or loads. */
    @Benchmark
    @OperationsPerInvocation(CALLS)
    fun floor(
        aedile: AedileUsers,
        ring: Ring,
        blackhole: Blackhole,
    ) = inCoroutine(blackhole) { aedile.cache.get(ring.nextKey()) { error("not there") } }
}
