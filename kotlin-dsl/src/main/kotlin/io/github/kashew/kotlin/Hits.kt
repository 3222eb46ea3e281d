package io.github.kashew.kotlin

import io.github.kashew.Condition
import io.github.kashew.Outcome
import io.github.kashew.Ttl
import io.github.kashew.TtlFunction
import io.github.kashew.kotlin.internal.callPlace
import io.github.kashew.kotlin.internal.siteOf
import io.github.kashew.strategy.Hit
import io.github.kashew.strategy.Strategies
import kotlin.time.Duration

/** Stores for [ttl] and answers what is stored at most [hits] times; see [Hit]. */
public fun hit(
    ttl: String,
    hits: Long,
): Hit = Strategies.hit(ttl, hits)

/** As the other [hit], with a [ttl] of Kotlin. */
public fun hit(
    ttl: Duration,
    hits: Long,
): Hit = Strategies.hit(ttl.toTtl(), hits)

/** As the other [hit], for as long as [ttl] says of each outcome that is stored. */
public fun hit(
    ttl: (Outcome<*>) -> Ttl,
    hits: Long,
): Hit = Strategies.hit(TtlFunction<Any?> { ttl(it) }, hits)

/**
 * Answers the value of [block] as [cached] does, what is stored at most [hits] times; then [block] runs again.
 *
 * @param hits 1 or more, counted in the store; calls that share a run of the block are none
 */
public suspend inline fun <reified V> hit(
    ttl: String,
    hits: Long,
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
        place.strategies(ttl, hits) {
            hit(ttl, hits)
        },
        key,
        condition,
        cache,
        tags,
        block,
    )
}

/** As the other [hit], with a [ttl] of Kotlin. */
public suspend inline fun <reified V> hit(
    ttl: Duration,
    hits: Long,
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
        place.strategies(ttl, hits) {
            hit(ttl, hits)
        },
        key,
        condition,
        cache,
        tags,
        block,
    )
}
