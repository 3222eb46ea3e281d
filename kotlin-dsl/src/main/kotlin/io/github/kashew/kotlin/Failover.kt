package io.github.kashew.kotlin

import io.github.kashew.Condition
import io.github.kashew.Outcome
import io.github.kashew.Ttl
import io.github.kashew.TtlFunction
import io.github.kashew.kotlin.internal.callPlace
import io.github.kashew.kotlin.internal.siteOf
import io.github.kashew.strategy.Failover
import io.github.kashew.strategy.Strategies
import kotlin.reflect.KClass
import kotlin.time.Duration

/**
 * Copies each good answer for [ttl], and answers the copy when what is inside fails; see [Failover].
 *
 * @param on the failures that are covered, with [orOn]; by default those of [CacheConfiguration.failures], or else every
 *     [Exception]
 */
public fun failover(
    ttl: String,
    on: KClass<out Throwable>? = null,
    vararg orOn: KClass<out Throwable>,
): Failover = Strategies.failover(ttl).covering(on, orOn)

/** As the other [failover], with a [ttl] of Kotlin. */
public fun failover(
    ttl: Duration,
    on: KClass<out Throwable>? = null,
    vararg orOn: KClass<out Throwable>,
): Failover = Strategies.failover(ttl.toTtl()).covering(on, orOn)

/** As the other [failover], for as long as [ttl] says of each outcome that is copied. */
public fun failover(
    ttl: (Outcome<*>) -> Ttl,
    on: KClass<out Throwable>? = null,
    vararg orOn: KClass<out Throwable>,
): Failover = Strategies.failover(TtlFunction<Any?> { ttl(it) }).covering(on, orOn)

/** Deletes the copy at failures of type [on] and [orOn], and does not cover them; see [Failover.evictOn]. */
public fun Failover.evictOn(
    on: KClass<out Throwable>,
    vararg orOn: KClass<out Throwable>,
): Failover = evictOn(on.java, *classes(orOn))

private fun Failover.covering(
    on: KClass<out Throwable>?,
    orOn: Array<out KClass<out Throwable>>,
): Failover = if (on == null) this else on(on.java, *classes(orOn))

internal fun classes(types: Array<out KClass<out Throwable>>): Array<Class<out Throwable>> =
    Array(types.size) { types[it].java }

/**
 * Answers the value of [block], which every call runs, and the last good one, for [ttl] at most, if it fails.
 *
 * See [cached] for [key] and [cache]. Callers at the same time share one run.
 *
 * @param on the failures that are covered; by default those of [CacheConfiguration.failures], or else every [Exception]
 * @param condition which values are copied; all by default
 */
public suspend inline fun <reified V> failover(
    ttl: String,
    on: KClass<out Throwable>? = null,
    key: String? = null,
    condition: Condition<in V>? = null,
    cache: Cache? = null,
    tags: List<String> = emptyList(),
    noinline block: suspend () -> V,
): V {
    val place = callPlace<V>()
    val strategies = place.strategies(ttl, on) { failover(ttl, on) }
    return readThrough(place, siteOf(key, block), strategies, key, condition, cache, tags, block)
}

/** As the other [failover], with a [ttl] of Kotlin. */
public suspend inline fun <reified V> failover(
    ttl: Duration,
    on: KClass<out Throwable>? = null,
    key: String? = null,
    condition: Condition<in V>? = null,
    cache: Cache? = null,
    tags: List<String> = emptyList(),
    noinline block: suspend () -> V,
): V {
    val place = callPlace<V>()
    val strategies = place.strategies(ttl, on) { failover(ttl, on) }
    return readThrough(place, siteOf(key, block), strategies, key, condition, cache, tags, block)
}
