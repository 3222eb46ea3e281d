package io.github.kashew.benchmarks.strategies

import io.github.kashew.benchmarks.memory.CALLS
import io.github.kashew.benchmarks.memory.KashewKotlin
import io.github.kashew.benchmarks.memory.inCoroutine
import org.openjdk.jmh.annotations.Benchmark
import org.openjdk.jmh.annotations.BenchmarkMode
import org.openjdk.jmh.annotations.Mode
import org.openjdk.jmh.annotations.OperationsPerInvocation
import org.openjdk.jmh.annotations.OutputTimeUnit
import org.openjdk.jmh.infra.Blackhole
import java.util.concurrent.TimeUnit

/** A failover block whose source answers at once what it answered before. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
open class FailoverPass {
    /** Calls the function with what the source answers. */
    @Benchmark
    @OperationsPerInvocation(CALLS)
    fun ours(
        kashew: KashewKotlin,
        users: KeptUsers,
        blackhole: Blackhole,
    ) = inCoroutine(blackhole) { coveredUser(kashew.coroutines, users.next()) }

    /** Calls a function that stores by `cached`. */
    @Benchmark
    @OperationsPerInvocation(CALLS)
    fun floor(
        kashew: KashewKotlin,
        users: KeptUsers,
        blackhole: Blackhole,
    ) = inCoroutine(blackhole) { plainUser(kashew.coroutines, users.next().id) }
}
