package io.github.kashew.benchmarks.memory

import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.Job
import kotlinx.coroutines.currentCoroutineContext
import kotlinx.coroutines.future.await
import kotlinx.coroutines.future.future
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.yield
import org.openjdk.jmh.annotations.Benchmark
import org.openjdk.jmh.annotations.BenchmarkMode
import org.openjdk.jmh.annotations.Mode
import org.openjdk.jmh.annotations.OutputTimeUnit
import java.util.concurrent.TimeUnit
import java.util.concurrent.atomic.AtomicInteger

/** Ten thousand coroutines on one cold key, on all processors: the wall time until all of them are answered. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
open class MemStampede10k {
    /** Calls the function with one new id. */
    @Benchmark
    fun ours(
        kashew: KashewKotlin,
        fresh: Fresh,
    ) {
        val id = fresh.nextId()
        stampede { loads -> slowUser(kashew.coroutines, id, loads) }
    }

    /** Loads in the first caller's context without its job, and awaits. */
    @Benchmark
    fun floor(
        caffeine: AsyncCaffeine,
        fresh: Fresh,
    ) {
        val id = fresh.nextId()
        stampede { loads ->
            val scope = CoroutineScope(currentCoroutineContext().minusKey(Job))
            caffeine.cache
                .get("user:$id") { _, _ ->
                    scope.future {
                        loads.incrementAndGet()
                        yield()
                        User.of(id)
                    }
                }.await()
        }
    }

    private fun stampede(call: suspend (AtomicInteger) -> User) {
        val loads = AtomicInteger()
        runBlocking(Dispatchers.Default) {
            repeat(CALLERS) { launch { call(loads) } }
        }
        check(loads.get() == 1) { "expected one load, there were ${loads.get()}" }
    }

    private companion object {
        const val CALLERS = 10_000
    }
}
