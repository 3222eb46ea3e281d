package io.github.kashew.benchmarks.memory

import io.github.kashew.kotlin.get
import org.openjdk.jmh.annotations.Benchmark
import org.openjdk.jmh.annotations.BenchmarkMode
import org.openjdk.jmh.annotations.Mode
import org.openjdk.jmh.annotations.OperationsPerInvocation
import org.openjdk.jmh.annotations.OutputTimeUnit
import org.openjdk.jmh.infra.Blackhole
import java.util.concurrent.TimeUnit

/** A hit by key, in a coroutine, against a peer that does not read the clock either. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
open class MemGetCoarse {
    /** Gets a value. */
    @Benchmark
    @OperationsPerInvocation(CALLS)
    fun ours(
        kashew: KashewKotlin,
        ring: Ring,
        blackhole: Blackhole,
    ) = inCoroutine(blackhole) { kashew.coroutines.get<User>(ring.nextKey()) }

    /** Gets a value. */
    @Benchmark
    @OperationsPerInvocation(CALLS)
    fun floor(
        caffeine: CoarseCaffeine,
        ring: Ring,
        blackhole: Blackhole,
    ) = inCoroutine(blackhole) { caffeine.cache.getIfPresent(ring.nextKey()) }
}
