package io.github.kashew.benchmarks.memory

import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Job
import kotlinx.coroutines.currentCoroutineContext
import kotlinx.coroutines.future.await
import kotlinx.coroutines.future.future
import org.openjdk.jmh.annotations.Benchmark
import org.openjdk.jmh.annotations.BenchmarkMode
import org.openjdk.jmh.annotations.Mode
import org.openjdk.jmh.annotations.OperationsPerInvocation
import org.openjdk.jmh.annotations.OutputTimeUnit
import org.openjdk.jmh.infra.Blackhole
import java.util.concurrent.TimeUnit

/** A cold key: the loader returns at once, and the value is stored. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
open class MemMiss {
    /** Calls the function with an id that nobody asked for. */
    @Benchmark
    @OperationsPerInvocation(CALLS)
    fun ours(
        kashew: KashewKotlin,
        fresh: Fresh,
        blackhole: Blackhole,
    ) = inCoroutine(blackhole) { user(kashew.coroutines, fresh.nextId()) }

    /** Loads in the caller's context without its job, and awaits. */
    @Benchmark
    @OperationsPerInvocation(CALLS)
    fun floor(
        caffeine: AsyncCaffeine,
        fresh: Fresh,
        blackhole: Blackhole,
    ) = inCoroutine(blackhole) {
        val id = fresh.nextId()
        val scope = CoroutineScope(currentCoroutineContext().minusKey(Job))
        caffeine.cache.get("user:$id") { _, _ -> scope.future { User.of(id) } }.await()
    }
}
