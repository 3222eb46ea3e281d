package io.github.kashew.kotlin

import io.github.kashew.Strategy
import io.github.kashew.kotlin.internal.CallPlace
import io.github.kashew.kotlin.internal.CallSite
import io.github.kashew.kotlin.internal.CoroutineLoader
import io.github.kashew.kotlin.internal.answerOf
import kotlin.coroutines.coroutineContext

/** Runs a block through a strategy that stores nothing: every call runs its own block. */
@PublishedApi
internal suspend fun <V> guardedAt(
    place: CallPlace<V>,
    site: CallSite?,
    guard: Array<out Strategy>,
    key: String?,
    cache: Cache?,
    block: suspend () -> V,
): V {
    val context = coroutineContext
    val target = cache ?: CurrentCache.of(context)
    val rendered = key ?: checkNotNull(site).key(block, target.captured)
    return CoroutineLoader(context, block).answerOf { place.guard(target, guard).getAt(rendered, it) }
}
