package io.github.kashew.benchmarks.scopes

import io.github.kashew.benchmarks.memory.CALLS
import io.github.kashew.benchmarks.memory.KashewKotlin
import io.github.kashew.benchmarks.memory.Ring
import io.github.kashew.benchmarks.memory.inCoroutine
import io.github.kashew.benchmarks.memory.user
import io.github.kashew.kotlin.detect
import kotlinx.coroutines.runBlocking
import org.openjdk.jmh.annotations.Benchmark
import org.openjdk.jmh.annotations.BenchmarkMode
import org.openjdk.jmh.annotations.Mode
import org.openjdk.jmh.annotations.OperationsPerInvocation
import org.openjdk.jmh.annotations.OutputTimeUnit
import org.openjdk.jmh.infra.Blackhole
import java.util.concurrent.TimeUnit

/** A hit of a cached block, recorded. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
open class DetectHit {
    /** Calls the function in a scope that records each answer. */
    @Benchmark
    @OperationsPerInvocation(CALLS)
    fun ours(
        kashew: KashewKotlin,
        ring: Ring,
        blackhole: Blackhole,
    ) {
        val detected =
            runBlocking {
                kashew.coroutines.detect {
                    repeat(CALLS) { blackhole.consume(user(kashew.coroutines, ring.nextId())) }
                }
            }
        check(detected.answers.size == CALLS)
    }

    /** Calls the function outside of a scope. */
    @Benchmark
    @OperationsPerInvocation(CALLS)
    fun floor(
        kashew: KashewKotlin,
        ring: Ring,
        blackhole: Blackhole,
    ) = inCoroutine(blackhole) { user(kashew.coroutines, ring.nextId()) }
}
