package io.github.kashew.kotlin

import io.github.kashew.Condition
import io.github.kashew.Strategy
import io.github.kashew.kotlin.internal.CallPlace
import io.github.kashew.kotlin.internal.CallSite
import kotlin.coroutines.coroutineContext

/** Answers the value of a block by way of the strategy that the block form of the same name stands for. */
@PublishedApi
internal suspend fun <V> readThrough(
    place: CallPlace<V>,
    site: CallSite?,
    strategies: Array<out Strategy>,
    key: String?,
    condition: Condition<in V>?,
    cache: Cache?,
    tags: List<String>,
    block: suspend () -> V,
): V {
    val target = cache ?: CurrentCache.of(coroutineContext)
    return cachedThrough(place, site, strategies, key, condition, target, tags, block)
}
