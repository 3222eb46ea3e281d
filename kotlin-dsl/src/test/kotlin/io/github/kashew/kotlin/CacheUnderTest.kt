package io.github.kashew.kotlin

import io.github.kashew.ManualClock
import io.kotest.assertions.withClue
import io.kotest.matchers.shouldBe
import kotlinx.coroutines.flow.toList
import java.util.concurrent.atomic.AtomicInteger

/** A cache in memory whose time stands still until the test goes on. */
internal class CacheUnderTest(
    val cache: Cache,
    val clock: ManualClock,
) {
    private val loads = AtomicInteger()

    /** Returns 1 for the first load of this test, 2 for the second. */
    fun load(): Int = loads.incrementAndGet()

    /** How many loads there were. */
    val loaded: Int get() = loads.get()

    /** Returns all keys, sorted. */
    suspend fun keys(): List<String> = cache.scan("*").toList().sorted()
}

/** Runs [test] with a cache of its own as that of [withCache], and finds timers that it leaves. */
internal suspend fun cacheTest(test: suspend CacheUnderTest.() -> Unit) {
    val clock = ManualClock()
    Cache {
        clock(clock)
        executor(Runnable::run)
        route("", "mem://?size=200000")
    }.use { cache ->
        val timers = clock.pendingTasks()
        withCache(cache) { CacheUnderTest(cache, clock).test() }
        withClue("timers left") { clock.pendingTasks() shouldBe timers }
    }
}
