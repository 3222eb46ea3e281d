package io.github.kashew.kotlin

import io.github.kashew.kotlin.internal.callPlace
import io.github.kashew.kotlin.internal.siteOf
import io.github.kashew.strategy.Bulkhead
import io.github.kashew.strategy.Strategies

/** Lets [loads] loads run at once, lets some wait, and refuses the others; see [Bulkhead]. */
public fun bulkhead(loads: Int): Bulkhead = Strategies.bulkhead(loads)

/**
 * Runs [block] while at most [loads] blocks of this place in the code run at once; 100 wait, and the others are refused.
 *
 * Each call runs its own block; nothing is stored. All keys share the places, so a block may have any [key]. For another
 * queue, run it by [through] with a [bulkhead]. See [cached] for [cache].
 *
 * @throws io.github.kashew.error.BulkheadFullException if the call is refused
 */
public suspend inline fun <reified V> bulkhead(
    loads: Int,
    key: String? = null,
    cache: Cache? = null,
    noinline block: suspend () -> V,
): V {
    val place = callPlace<V>()
    val guard = place.strategies(loads, null) { bulkhead(loads) }
    return guardedAt(place, siteOf(key, block), guard, key, cache, block)
}
