package io.github.kashew.benchmarks

import kotlinx.coroutines.future.await
import kotlinx.coroutines.runBlocking
import org.openjdk.jmh.annotations.Benchmark
import org.openjdk.jmh.annotations.BenchmarkMode
import org.openjdk.jmh.annotations.Mode
import org.openjdk.jmh.annotations.OutputTimeUnit
import org.openjdk.jmh.annotations.Scope
import org.openjdk.jmh.annotations.State
import java.util.concurrent.CompletableFuture
import java.util.concurrent.TimeUnit

/** The base line of the facade: what it costs to await a stage that is complete already. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
class AwaitCompletedStage {
    private val stage = CompletableFuture.completedStage(42L)

    /** Awaits a thousand times, so that starting the coroutine does not count. */
    @Benchmark
    fun awaitThousand(): Long =
        runBlocking {
            var sum = 0L
            repeat(1_000) { sum += stage.await() }
            sum
        }
}
