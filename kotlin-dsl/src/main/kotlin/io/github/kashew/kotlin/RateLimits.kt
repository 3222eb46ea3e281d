package io.github.kashew.kotlin

import io.github.kashew.error.RateLimitedException
import io.github.kashew.kotlin.internal.callPlace
import io.github.kashew.kotlin.internal.siteOf
import io.github.kashew.strategy.RateLimit
import io.github.kashew.strategy.Refusal
import io.github.kashew.strategy.SlidingRateLimit
import io.github.kashew.strategy.Strategies
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.CoroutineStart
import kotlinx.coroutines.future.future
import kotlin.coroutines.EmptyCoroutineContext
import kotlin.time.Duration

/** Lets [limit] calls pass in a window of length [period] that begins with the first of them; see [RateLimit]. */
public fun rateLimit(
    limit: Long,
    period: String,
): RateLimit = Strategies.rateLimit(limit, period)

/** As the other [rateLimit], with a [period] of Kotlin. */
public fun rateLimit(
    limit: Long,
    period: Duration,
): RateLimit = Strategies.rateLimit(limit, period.toTtl())

/** Lets [limit] calls pass within any stretch of time as long as [period]; see [SlidingRateLimit]. */
public fun slidingRateLimit(
    limit: Long,
    period: String,
): SlidingRateLimit = Strategies.slidingRateLimit(limit, period)

/** As the other [slidingRateLimit], with a [period] of Kotlin. */
public fun slidingRateLimit(
    limit: Long,
    period: Duration,
): SlidingRateLimit = Strategies.slidingRateLimit(limit, period.toTtl())

/** Answers refused calls by [answer] in place of the exception; see [RateLimit.orElse]. */
public fun RateLimit.orElse(answer: suspend (RateLimitedException) -> Any?): RateLimit = orElse(refusal(answer))

/** Answers refused calls by [answer] in place of the exception; see [SlidingRateLimit.orElse]. */
public fun SlidingRateLimit.orElse(answer: suspend (RateLimitedException) -> Any?): SlidingRateLimit =
    orElse(refusal(answer))

/**
 * Runs [block] unless [limit] calls have passed in the window of length [period] that began with the first of them.
 *
 * Each call runs its own block; nothing is stored. See [cached] for [key] and [cache].
 *
 * @throws RateLimitedException if the call is refused
 */
public suspend inline fun <reified V> rateLimit(
    limit: Long,
    period: String,
    key: String? = null,
    cache: Cache? = null,
    noinline block: suspend () -> V,
): V {
    val place = callPlace<V>()
    val guard = place.strategies(limit, period) { rateLimit(limit, period) }
    return guardedAt(place, siteOf(key, block), guard, key, cache, block)
}

/** As the other [rateLimit], with a [period] of Kotlin. */
public suspend inline fun <reified V> rateLimit(
    limit: Long,
    period: Duration,
    key: String? = null,
    cache: Cache? = null,
    noinline block: suspend () -> V,
): V {
    val place = callPlace<V>()
    val guard = place.strategies(limit, period) { rateLimit(limit, period) }
    return guardedAt(place, siteOf(key, block), guard, key, cache, block)
}

/**
 * Runs [block] unless [limit] calls have passed within the last [period].
 *
 * Each call runs its own block; nothing is stored. See [cached] for [key] and [cache].
 *
 * @throws RateLimitedException if the call is refused
 */
public suspend inline fun <reified V> slidingRateLimit(
    limit: Long,
    period: String,
    key: String? = null,
    cache: Cache? = null,
    noinline block: suspend () -> V,
): V {
    val place = callPlace<V>()
    val guard = place.strategies(limit, period) { slidingRateLimit(limit, period) }
    return guardedAt(place, siteOf(key, block), guard, key, cache, block)
}

/** As the other [slidingRateLimit], with a [period] of Kotlin. */
public suspend inline fun <reified V> slidingRateLimit(
    limit: Long,
    period: Duration,
    key: String? = null,
    cache: Cache? = null,
    noinline block: suspend () -> V,
): V {
    val place = callPlace<V>()
    val guard = place.strategies(limit, period) { slidingRateLimit(limit, period) }
    return guardedAt(place, siteOf(key, block), guard, key, cache, block)
}

private fun refusal(answer: suspend (RateLimitedException) -> Any?) =
    Refusal { _, refused ->
        CoroutineScope(EmptyCoroutineContext).future(start = CoroutineStart.UNDISPATCHED) { answer(refused) }
    }
