package io.github.kashew.kotlin

import io.github.kashew.Condition
import io.github.kashew.Outcome
import io.github.kashew.Ttl
import io.github.kashew.TtlFunction
import io.github.kashew.kotlin.internal.callPlace
import io.github.kashew.kotlin.internal.siteOf
import io.github.kashew.strategy.Early
import io.github.kashew.strategy.Strategies
import kotlin.time.Duration

/** Stores for [ttl], and loads anew in the background in its last third; see [Early]. */
public fun early(ttl: String): Early = Strategies.early(ttl)

/** As the other [early], with a [ttl] of Kotlin. */
public fun early(ttl: Duration): Early = Strategies.early(ttl.toTtl())

/** As the other [early], for as long as [ttl] says of each outcome that is stored. */
public fun early(ttl: (Outcome<*>) -> Ttl): Early = Strategies.early(TtlFunction<Any?> { ttl(it) })

/** Stores for [ttl], and loads anew in the background from [refreshAfter] on; see [Early]. */
public fun early(
    ttl: String,
    refreshAfter: String,
): Early = Strategies.early(ttl, refreshAfter)

/** As the other [early], with durations of Kotlin. */
public fun early(
    ttl: Duration,
    refreshAfter: Duration,
): Early = Strategies.early(ttl.toTtl(), refreshAfter.toTtl())

/**
 * Answers the value of [block] as [cached] does; from [refreshAfter] on, in the last third of [ttl] by default, what is
 * stored is still answered at once, and [block] runs in the background.
 *
 * A run in the background is dispatched by the dispatcher of the caller that began it, and is not a child of it.
 *
 * @param refreshAfter how long after it was stored, below [ttl]
 */
public suspend inline fun <reified V> early(
    ttl: String,
    refreshAfter: String? = null,
    key: String? = null,
    condition: Condition<in V>? = null,
    cache: Cache? = null,
    tags: List<String> = emptyList(),
    noinline block: suspend () -> V,
): V {
    val place = callPlace<V>()
    val strategies = place.strategies(ttl, refreshAfter) { refreshAfter?.let { early(ttl, it) } ?: early(ttl) }
    return readThrough(place, siteOf(key, block), strategies, key, condition, cache, tags, block)
}

/** As the other [early], with durations of Kotlin. */
public suspend inline fun <reified V> early(
    ttl: Duration,
    refreshAfter: Duration? = null,
    key: String? = null,
    condition: Condition<in V>? = null,
    cache: Cache? = null,
    tags: List<String> = emptyList(),
    noinline block: suspend () -> V,
): V {
    val place = callPlace<V>()
    val strategies = place.strategies(ttl, refreshAfter) { refreshAfter?.let { early(ttl, it) } ?: early(ttl) }
    return readThrough(place, siteOf(key, block), strategies, key, condition, cache, tags, block)
}
