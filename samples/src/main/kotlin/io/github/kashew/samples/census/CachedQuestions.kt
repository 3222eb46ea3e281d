package io.github.kashew.samples.census

import io.github.kashew.kotlin.Cache
import io.github.kashew.kotlin.cached
import io.github.kashew.kotlin.cachedAll
import io.github.kashew.kotlin.function
import io.github.kashew.kotlin.key
import io.github.kashew.kotlin.simple
import io.github.kashew.samples.jdk.Callers
import io.github.kashew.samples.jdk.DependencyCounts
import io.github.kashew.samples.jdk.Implementors
import io.github.kashew.samples.jdk.JdkClasses
import io.github.kashew.samples.jdk.LargestMethods
import io.github.kashew.samples.jdk.ModuleSize
import io.github.kashew.samples.jdk.MostUsedStrings
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.runInterruptible
import java.util.concurrent.atomic.AtomicInteger

/** The questions as an application would write them: the function that is slow, and `cached` around its body. */
internal class CachedQuestions(
    cache: Cache,
    private val jdk: JdkClasses,
) {
    private val counter = AtomicInteger()

    /** How often class files were read so far to answer a question. */
    val loads: Int get() = counter.get()

    // A cached function that can also be asked to forget: implementors.invalidate("java.util.Collection").
    val implementors =
        cache.function("implementors:{type}", simple("30d")) { type: String -> load { Implementors.of(jdk, type) } }

    // Without a key, it is the function and what its block uses: one entry for each n.
    suspend fun largestMethods(n: Int): LargestMethods = cached(ttl = "30d") { load { LargestMethods.of(jdk, n) } }

    suspend fun dependencies(n: Int): DependencyCounts = cached(ttl = "30d") { load { DependencyCounts.of(jdk, n) } }

    suspend fun mostUsedStrings(n: Int): MostUsedStrings = cached(ttl = "30d") { load { MostUsedStrings.of(jdk, n) } }

    suspend fun callers(
        type: String,
        method: String,
    ): Callers = cached(ttl = "30d", key = key("callers", type, method)) { load { Callers.of(jdk, type, method) } }

    /** Answers for several modules at once; the block is asked for those that the cache does not have. */
    suspend fun sizes(modules: List<String>): Map<String, ModuleSize> =
        cachedAll(modules, ttl = "30d", key = { key("size", it) }) { missing ->
            missing.associateWith { module -> load { ModuleSize.of(jdk, module) } }
        }

    /** Asks with an argument that cannot be part of a key, so this always fails. */
    suspend fun wrongKey(): LargestMethods =
        cached(ttl = "30d", key = key("largest", jdk)) { load { LargestMethods.of(jdk, 1) } }

    private suspend fun <T> load(question: () -> T): T =
        runInterruptible(Dispatchers.IO) {
            counter.incrementAndGet()
            question()
        }
}
