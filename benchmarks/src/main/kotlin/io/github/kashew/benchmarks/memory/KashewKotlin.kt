package io.github.kashew.benchmarks.memory

import io.github.kashew.kotlin.Cache
import io.github.kashew.kotlin.asKotlin
import io.github.kashew.kotlin.cached
import kotlinx.coroutines.yield
import org.openjdk.jmh.annotations.Scope
import org.openjdk.jmh.annotations.State
import java.util.concurrent.atomic.AtomicInteger
import kotlin.time.Duration.Companion.hours

/** Our side for coroutines: the same cache, and functions as an application writes them. */
@State(Scope.Benchmark)
class KashewKotlin : Kashew() {
    /** The cache for coroutines. */
    val coroutines: Cache = cache.asKotlin()

    /** A function with one entry. */
    suspend fun oneUser(): User = cached(ttl = 1.hours, key = ONE_KEY, cache = coroutines) { User.of(ONE) }

    /** A function with a key that is put together. */
    suspend fun user(id: Long): User = cached(ttl = 1.hours, key = "user:$id", cache = coroutines) { User.of(id) }

    /** A function without a key. */
    suspend fun userWithoutKey(id: Long): User = cached(ttl = "1h", cache = coroutines) { User.of(id) }

    /** A function with a ready-made key. */
    suspend fun userAt(key: String): User = cached(ttl = 1.hours, key = key, cache = coroutines) { error("not there") }

    /** A function whose load suspends once. */
    suspend fun slowUser(
        id: Long,
        loads: AtomicInteger,
    ): User =
        cached(ttl = 1.hours, key = "user:$id", cache = coroutines) {
            loads.incrementAndGet()
            yield()
            User.of(id)
        }

    companion object {
        private const val ONE = 1_000_000L

        /** The key of the function with one entry. */
        const val ONE_KEY: String = "user:$ONE"
    }
}
