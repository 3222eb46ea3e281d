package io.github.kashew.benchmarks.memory

import io.github.kashew.kotlin.set
import org.openjdk.jmh.annotations.Benchmark
import org.openjdk.jmh.annotations.BenchmarkMode
import org.openjdk.jmh.annotations.Mode
import org.openjdk.jmh.annotations.OperationsPerInvocation
import org.openjdk.jmh.annotations.OutputTimeUnit
import org.openjdk.jmh.infra.Blackhole
import java.util.concurrent.TimeUnit
import kotlin.time.Duration.Companion.hours

/** Overwriting a value under a key, with a ttl. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
open class MemSet {
    /** Sets a value. */
    @Benchmark
    @OperationsPerInvocation(CALLS)
    fun ours(
        kashew: KashewKotlin,
        ring: Ring,
        users: Users,
        blackhole: Blackhole,
    ) = inCoroutine(blackhole) { kashew.coroutines.set(ring.nextKey(), users.next(), 1.hours) }

    /** Puts a value. */
    @Benchmark
    @OperationsPerInvocation(CALLS)
    fun floor(
        caffeine: ExpiringCaffeine,
        ring: Ring,
        users: Users,
        blackhole: Blackhole,
    ) = inCoroutine(blackhole) { caffeine.cache.put(ring.nextKey(), users.next()) }
}
