package io.github.kashew.benchmarks.strategies

import io.github.kashew.benchmarks.memory.CALLS
import io.github.kashew.benchmarks.memory.KashewKotlin
import io.github.kashew.benchmarks.memory.Ring
import io.github.kashew.benchmarks.memory.inCoroutine
import org.openjdk.jmh.annotations.Benchmark
import org.openjdk.jmh.annotations.BenchmarkMode
import org.openjdk.jmh.annotations.Mode
import org.openjdk.jmh.annotations.OperationsPerInvocation
import org.openjdk.jmh.annotations.OutputTimeUnit
import org.openjdk.jmh.infra.Blackhole
import java.util.concurrent.TimeUnit

/** A hit of a block whose answers are counted. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
open class HitHit {
    /** Calls the function with an id. */
    @Benchmark
    @OperationsPerInvocation(CALLS)
    fun ours(
        kashew: KashewKotlin,
        ring: Ring,
        blackhole: Blackhole,
    ) = inCoroutine(blackhole) { countedUser(kashew.coroutines, ring.nextId()) }

    /** Calls a function that stores by `cached`. */
    @Benchmark
    @OperationsPerInvocation(CALLS)
    fun floor(
        kashew: KashewKotlin,
        ring: Ring,
        blackhole: Blackhole,
    ) = inCoroutine(blackhole) { plainUser(kashew.coroutines, ring.nextId()) }
}
