package io.github.kashew.kotlin

import io.github.kashew.Condition
import io.github.kashew.Outcome
import io.github.kashew.Ttl
import io.github.kashew.TtlFunction
import io.github.kashew.kotlin.internal.callPlace
import io.github.kashew.kotlin.internal.siteOf
import io.github.kashew.strategy.Soft
import io.github.kashew.strategy.Strategies
import kotlin.time.Duration

/** Stores for [ttl]; in its last third, loads anew and answers what is stored if that fails; see [Soft]. */
public fun soft(ttl: String): Soft = Strategies.soft(ttl)

/** As the other [soft], with a [ttl] of Kotlin. */
public fun soft(ttl: Duration): Soft = Strategies.soft(ttl.toTtl())

/** As the other [soft], for as long as [ttl] says of each outcome that is stored. */
public fun soft(ttl: (Outcome<*>) -> Ttl): Soft = Strategies.soft(TtlFunction<Any?> { ttl(it) })

/** Stores for [ttl]; from [softTtl] on, loads anew and answers what is stored if that fails; see [Soft]. */
public fun soft(
    ttl: String,
    softTtl: String,
): Soft = Strategies.soft(ttl, softTtl)

/** As the other [soft], with durations of Kotlin. */
public fun soft(
    ttl: Duration,
    softTtl: Duration,
): Soft = Strategies.soft(ttl.toTtl(), softTtl.toTtl())

/**
 * Answers the value of [block] as [cached] does; from [softTtl] on, in the last third of [ttl] by default, [block] runs
 * again, and what is stored is answered if that fails.
 *
 * After a failure, what is stored is answered at once for a thirtieth of its life. For other options, use the strategy of
 * the same name in [through].
 *
 * @param softTtl how long it is fresh, below [ttl]
 */
public suspend inline fun <reified V> soft(
    ttl: String,
    softTtl: String? = null,
    key: String? = null,
    condition: Condition<in V>? = null,
    cache: Cache? = null,
    tags: List<String> = emptyList(),
    noinline block: suspend () -> V,
): V {
    val place = callPlace<V>()
    val strategies = place.strategies(ttl, softTtl) { softTtl?.let { soft(ttl, it) } ?: soft(ttl) }
    return readThrough(place, siteOf(key, block), strategies, key, condition, cache, tags, block)
}

/** As the other [soft], with durations of Kotlin. */
public suspend inline fun <reified V> soft(
    ttl: Duration,
    softTtl: Duration? = null,
    key: String? = null,
    condition: Condition<in V>? = null,
    cache: Cache? = null,
    tags: List<String> = emptyList(),
    noinline block: suspend () -> V,
): V {
    val place = callPlace<V>()
    val strategies = place.strategies(ttl, softTtl) { softTtl?.let { soft(ttl, it) } ?: soft(ttl) }
    return readThrough(place, siteOf(key, block), strategies, key, condition, cache, tags, block)
}
