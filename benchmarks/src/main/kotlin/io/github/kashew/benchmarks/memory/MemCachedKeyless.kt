package io.github.kashew.benchmarks.memory

import org.openjdk.jmh.annotations.Benchmark
import org.openjdk.jmh.annotations.BenchmarkMode
import org.openjdk.jmh.annotations.Mode
import org.openjdk.jmh.annotations.OperationsPerInvocation
import org.openjdk.jmh.annotations.OutputTimeUnit
import org.openjdk.jmh.infra.Blackhole
import java.util.concurrent.TimeUnit

/** A hit of a cached block without a key, which captures one number. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
open class MemCachedKeyless {
    /** Calls the function with an id. */
    @Benchmark
    @OperationsPerInvocation(CALLS)
    fun ours(
        kashew: WarmKeyless,
        ring: Ring,
        blackhole: Blackhole,
    ) = inCoroutine(blackhole) { kashew.service.user(ring.nextId()) }

    /** Concatenates the key and gets the value. */
    @Benchmark
    @OperationsPerInvocation(CALLS)
    fun floor(
        caffeine: ExpiringCaffeine,
        ring: Ring,
        blackhole: Blackhole,
    ) = inCoroutine(blackhole) { caffeine.cache.getIfPresent("user:${ring.nextId()}") }
}
