package io.github.kashew.benchmarks.strategies

import io.github.kashew.benchmarks.memory.CALLS
import io.github.kashew.benchmarks.memory.KashewKotlin
import io.github.kashew.benchmarks.memory.inCoroutine
import io.github.resilience4j.kotlin.circuitbreaker.executeSuspendFunction
import org.openjdk.jmh.annotations.Benchmark
import org.openjdk.jmh.annotations.BenchmarkMode
import org.openjdk.jmh.annotations.Mode
import org.openjdk.jmh.annotations.OperationsPerInvocation
import org.openjdk.jmh.annotations.OutputTimeUnit
import org.openjdk.jmh.infra.Blackhole
import java.util.concurrent.TimeUnit

/** A block under a closed circuit breaker. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
open class BreakerPass {
    /** Calls the function. */
    @Benchmark
    @OperationsPerInvocation(CALLS)
    fun ours(
        kashew: KashewKotlin,
        users: KeptUsers,
        blackhole: Blackhole,
    ) = inCoroutine(blackhole) { breakingUser(kashew.coroutines, users.next()) }

    /** Runs the same under the peer. */
    @Benchmark
    @OperationsPerInvocation(CALLS)
    fun floor(
        peers: Peers,
        users: KeptUsers,
        blackhole: Blackhole,
    ) = inCoroutine(blackhole) { peers.breaker.executeSuspendFunction { users.next() } }
}
