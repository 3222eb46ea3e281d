package io.github.kashew.kotlin

import io.github.kashew.Outcome
import io.github.kashew.Ttl
import io.github.kashew.TtlFunction
import io.github.kashew.strategy.Simple
import kotlin.reflect.KClass
import kotlin.time.Duration
import io.github.kashew.strategy.Strategies as CoreStrategies

/**
 * Stores what is loaded for [ttl] and answers it until then.
 *
 * @param ttl how long, for example `"1h30m"`; see [Ttl.of]
 */
public fun simple(ttl: String): Simple = CoreStrategies.simple(ttl)

/** Stores what is loaded for [ttl] and answers it until then. */
public fun simple(ttl: Duration): Simple = CoreStrategies.simple(ttl.toTtl())

/** Stores what is loaded for as long as [ttl] says of it; it is asked about each outcome that is stored, once. */
public fun simple(ttl: (Outcome<*>) -> Ttl): Simple = CoreStrategies.simple(TtlFunction<Any?> { ttl(it) })

/** Stores failures of type [on] and [orOn] for [ttl]; see [Simple.withTtlOfFailure]. */
public fun Simple.withTtlOfFailure(
    ttl: String,
    on: KClass<out Throwable>,
    vararg orOn: KClass<out Throwable>,
): Simple = withTtlOfFailure(ttl, on.java, *classes(orOn))

/** As the other [withTtlOfFailure], with a [ttl] of Kotlin. */
public fun Simple.withTtlOfFailure(
    ttl: Duration,
    on: KClass<out Throwable>,
    vararg orOn: KClass<out Throwable>,
): Simple = withTtlOfFailure(ttl.toTtl(), on.java, *classes(orOn))
