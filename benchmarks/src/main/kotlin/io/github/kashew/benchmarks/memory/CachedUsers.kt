package io.github.kashew.benchmarks.memory

import io.github.kashew.kotlin.Cache
import io.github.kashew.kotlin.cached
import kotlinx.coroutines.yield
import java.util.concurrent.atomic.AtomicInteger
import kotlin.time.Duration.Companion.hours

// Functions as an application writes them. They are final: an open one allocates for the call that overriding needs.

private const val ONE = 1_000_000L

/** The key of the function with one entry. */
internal const val ONE_KEY: String = "user:$ONE"

/** A function with one entry. */
internal suspend fun oneUser(users: Cache): User = cached(ttl = 1.hours, key = ONE_KEY, cache = users) { loaded(ONE) }

/** A function with a key that is put together. */
internal suspend fun user(
    users: Cache,
    id: Long,
): User = cached(ttl = 1.hours, key = "user:$id", cache = users) { loaded(id) }

/** A function with a ready-made key. */
internal suspend fun userAt(
    users: Cache,
    key: String,
): User = cached(ttl = 1.hours, key = key, cache = users) { error("not there") }

/** A function whose load suspends once. */
internal suspend fun slowUser(
    users: Cache,
    id: Long,
    loads: AtomicInteger,
): User =
    cached(ttl = 1.hours, key = "user:$id", cache = users) {
        loads.incrementAndGet()
        yield()
        loaded(id)
    }

/** Loads a user, by a function of Kotlin: what comes from Java may be null, and checking that costs a continuation. */
internal fun loaded(id: Long): User = User.of(id)
