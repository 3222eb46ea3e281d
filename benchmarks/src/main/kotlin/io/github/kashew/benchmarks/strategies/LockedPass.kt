package io.github.kashew.benchmarks.strategies

import io.github.kashew.benchmarks.memory.CALLS
import io.github.kashew.benchmarks.memory.KashewKotlin
import io.github.kashew.benchmarks.memory.inCoroutine
import kotlinx.coroutines.sync.withLock
import org.openjdk.jmh.annotations.Benchmark
import org.openjdk.jmh.annotations.BenchmarkMode
import org.openjdk.jmh.annotations.Mode
import org.openjdk.jmh.annotations.OperationsPerInvocation
import org.openjdk.jmh.annotations.OutputTimeUnit
import org.openjdk.jmh.infra.Blackhole
import java.util.concurrent.TimeUnit

/** A block under a lease that nobody else wants. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
open class LockedPass {
    /** Calls the function. */
    @Benchmark
    @OperationsPerInvocation(CALLS)
    fun ours(
        kashew: KashewKotlin,
        users: KeptUsers,
        blackhole: Blackhole,
    ) = inCoroutine(blackhole) { lockedUser(kashew.coroutines, users.next()) }

    /** Takes the mutex. */
    @Benchmark
    @OperationsPerInvocation(CALLS)
    fun floor(
        peers: Peers,
        users: KeptUsers,
        blackhole: Blackhole,
    ) = inCoroutine(blackhole) { peers.mutex.withLock { users.next() } }
}
