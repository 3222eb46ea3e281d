package io.github.kashew.kotlin

import io.github.kashew.kotlin.internal.callPlace
import io.github.kashew.kotlin.internal.siteOf
import io.github.kashew.strategy.Strategies
import io.github.kashew.strategy.Timeout
import kotlin.time.Duration

/** Cancels a load that takes longer than [limit]; its callers fail, its slot is free. See [Timeout]. */
public fun timeout(limit: String): Timeout = Strategies.timeout(limit)

/** As the other [timeout], with a [limit] of Kotlin. */
public fun timeout(limit: Duration): Timeout = Strategies.timeout(limit.toTtl())

/** Answers an older value to callers that have waited for [limit]; see [Timeout.withSoft]. */
public fun Timeout.withSoft(limit: Duration): Timeout = withSoft(limit.toTtl())

/**
 * Cancels [block] when it takes longer than [limit], by the clock of the cache.
 *
 * Each call runs its own block; nothing is stored. To answer an older value meanwhile, write
 * `cache.through(timeout("5s").withSoft("200ms"), soft("1h"))`. See [cached] for [key] and [cache].
 *
 * @throws io.github.kashew.error.LoadTimeoutException at the limit
 */
public suspend inline fun <reified V> timeout(
    limit: String,
    key: String? = null,
    cache: Cache? = null,
    noinline block: suspend () -> V,
): V {
    val place = callPlace<V>()
    val guard = place.strategies(limit, null) { timeout(limit) }
    return guardedAt(place, siteOf(key, block), guard, key, cache, block)
}

/** As the other [timeout], with a [limit] of Kotlin. */
public suspend inline fun <reified V> timeout(
    limit: Duration,
    key: String? = null,
    cache: Cache? = null,
    noinline block: suspend () -> V,
): V {
    val place = callPlace<V>()
    val guard = place.strategies(limit, null) { timeout(limit) }
    return guardedAt(place, siteOf(key, block), guard, key, cache, block)
}
