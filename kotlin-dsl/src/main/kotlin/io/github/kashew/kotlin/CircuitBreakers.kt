package io.github.kashew.kotlin

import io.github.kashew.kotlin.internal.callPlace
import io.github.kashew.kotlin.internal.siteOf
import io.github.kashew.strategy.CircuitBreaker
import io.github.kashew.strategy.Strategies
import kotlin.reflect.KClass
import kotlin.time.Duration

/** Refuses calls while [failureRate] percent or more of those within [window] failed; see [CircuitBreaker]. */
public fun circuitBreaker(
    failureRate: Double,
    window: String,
): CircuitBreaker = Strategies.circuitBreaker(failureRate, window)

/** As the other [circuitBreaker], with a [window] of Kotlin. */
public fun circuitBreaker(
    failureRate: Double,
    window: Duration,
): CircuitBreaker = Strategies.circuitBreaker(failureRate, window.toTtl().toDuration())

/** As the other [circuitBreaker], looking back on the last [calls] calls. */
public fun circuitBreaker(
    failureRate: Double,
    calls: Int,
): CircuitBreaker = Strategies.circuitBreaker(failureRate, calls)

/** Counts only failures of these types; see [CircuitBreaker.on]. */
public fun CircuitBreaker.on(
    type: KClass<out Throwable>,
    vararg orOn: KClass<out Throwable>,
): CircuitBreaker = on(type.java, *Array(orOn.size) { orOn[it].java })

/** Does not count failures of these types; see [CircuitBreaker.ignoring]. */
public fun CircuitBreaker.ignoring(vararg types: KClass<out Throwable>): CircuitBreaker =
    ignoring(*Array(types.size) { types[it].java })

/**
 * Runs [block] unless the circuit of this place in the code is open.
 *
 * Each call runs its own block; nothing is stored. The circuit counts all keys together, so a block may have any [key]. For
 * more options, run it by [through] with a [circuitBreaker]. See [cached] for [cache].
 *
 * @throws io.github.kashew.error.CircuitOpenException if the call is refused
 */
public suspend inline fun <reified V> circuitBreaker(
    failureRate: Double,
    window: String,
    key: String? = null,
    cache: Cache? = null,
    noinline block: suspend () -> V,
): V {
    val place = callPlace<V>()
    val guard = place.strategies(failureRate, window) { circuitBreaker(failureRate, window) }
    return guardedAt(place, siteOf(key, block), guard, key, cache, block)
}

/** As the other [circuitBreaker], with a [window] of Kotlin. */
public suspend inline fun <reified V> circuitBreaker(
    failureRate: Double,
    window: Duration,
    key: String? = null,
    cache: Cache? = null,
    noinline block: suspend () -> V,
): V {
    val place = callPlace<V>()
    val guard = place.strategies(failureRate, window) { circuitBreaker(failureRate, window) }
    return guardedAt(place, siteOf(key, block), guard, key, cache, block)
}
