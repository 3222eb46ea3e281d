package io.github.kashew.benchmarks.scopes

import io.github.kashew.benchmarks.memory.CALLS
import io.github.kashew.benchmarks.memory.KashewKotlin
import io.github.kashew.benchmarks.memory.Ring
import io.github.kashew.benchmarks.memory.User
import io.github.kashew.benchmarks.memory.inCoroutine
import io.github.kashew.kotlin.get
import org.openjdk.jmh.annotations.Benchmark
import org.openjdk.jmh.annotations.BenchmarkMode
import org.openjdk.jmh.annotations.Mode
import org.openjdk.jmh.annotations.OperationsPerInvocation
import org.openjdk.jmh.annotations.OutputTimeUnit
import org.openjdk.jmh.infra.Blackhole
import java.util.concurrent.TimeUnit

/** A hit by key that passes three middlewares which do nothing. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
open class MiddlewareHit {
    /** Gets a value through middleware. */
    @Benchmark
    @OperationsPerInvocation(CALLS)
    fun ours(
        advised: AdvisedCache,
        ring: Ring,
        blackhole: Blackhole,
    ) = inCoroutine(blackhole) { advised.cache.get<User>(ring.nextKey()) }

    /** Gets a value. */
    @Benchmark
    @OperationsPerInvocation(CALLS)
    fun floor(
        kashew: KashewKotlin,
        ring: Ring,
        blackhole: Blackhole,
    ) = inCoroutine(blackhole) { kashew.coroutines.get<User>(ring.nextKey()) }
}
