package io.github.kashew.benchmarks.memory

import io.github.kashew.kotlin.get
import org.openjdk.jmh.annotations.Benchmark
import org.openjdk.jmh.annotations.BenchmarkMode
import org.openjdk.jmh.annotations.Mode
import org.openjdk.jmh.annotations.OperationsPerInvocation
import org.openjdk.jmh.annotations.OutputTimeUnit
import org.openjdk.jmh.infra.Blackhole
import java.util.concurrent.TimeUnit

/** A hit by key, in a coroutine. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
open class MemGet {
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
        caffeine: ExpiringCaffeine,
        ring: Ring,
        blackhole: Blackhole,
    ) = inCoroutine(blackhole) { caffeine.cache.getIfPresent(ring.nextKey()) }
}
