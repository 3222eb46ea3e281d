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

/** A block within its sliding rate limit. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
open class SlidingRatePass {
    /** Calls the function. */
    @Benchmark
    @OperationsPerInvocation(CALLS)
    fun ours(
        kashew: KashewKotlin,
        users: KeptUsers,
        blackhole: Blackhole,
    ) = inCoroutine(blackhole) { slidingUser(kashew.coroutines, users.next()) }

    /** Takes a token. */
    @Benchmark
    @OperationsPerInvocation(CALLS)
    fun floor(
        peers: Peers,
        blackhole: Blackhole,
    ) = inCoroutine(blackhole) { peers.bucket.tryConsume(1) }
}
