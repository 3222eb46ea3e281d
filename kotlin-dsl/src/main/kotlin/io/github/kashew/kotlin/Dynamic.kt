package io.github.kashew.kotlin

import io.github.kashew.Condition
import io.github.kashew.kotlin.internal.callPlace
import io.github.kashew.kotlin.internal.siteOf
import io.github.kashew.strategy.Hit
import io.github.kashew.strategy.Strategies
import kotlin.time.Duration

/**
 * Stores for [ttl], answers what is stored at most 3 times, and loads anew in the background at the first; see [Hit].
 *
 * For a ttl that depends on the outcome, write `hit({ … }, 3).withRefreshAfter(1)`: a lambda here is the block.
 */
public fun dynamic(ttl: String = "1d"): Hit = Strategies.dynamic(ttl)

/** As the other [dynamic], with a [ttl] of Kotlin. */
public fun dynamic(ttl: Duration): Hit = Strategies.dynamic(ttl.toTtl())

/**
 * Answers the value of [block] as [cached] does; the first hit of what is stored lets [block] run again in the background,
 * and after 3 hits callers wait for it.
 *
 * A run in the background is dispatched by the dispatcher of the caller that began it, and is not a child of it.
 */
public suspend inline fun <reified V> dynamic(
    ttl: String = "1d",
    key: String? = null,
    condition: Condition<in V>? = null,
    cache: Cache? = null,
    tags: List<String> = emptyList(),
    noinline block: suspend () -> V,
): V {
    val place = callPlace<V>()
    return readThrough(
        place,
        siteOf(key, block),
        place.strategies(ttl, null) {
            dynamic(ttl)
        },
        key,
        condition,
        cache,
        tags,
        block,
    )
}

/** As the other [dynamic], with a [ttl] of Kotlin. */
public suspend inline fun <reified V> dynamic(
    ttl: Duration,
    key: String? = null,
    condition: Condition<in V>? = null,
    cache: Cache? = null,
    tags: List<String> = emptyList(),
    noinline block: suspend () -> V,
): V {
    val place = callPlace<V>()
    return readThrough(
        place,
        siteOf(key, block),
        place.strategies(ttl, null) {
            dynamic(ttl)
        },
        key,
        condition,
        cache,
        tags,
        block,
    )
}
