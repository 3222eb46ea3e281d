package io.github.kashew.kotlin.internal

import io.github.kashew.CachePlan
import io.github.kashew.Condition
import io.github.kashew.Strategy
import io.github.kashew.Ttl
import io.github.kashew.TypeRef
import io.github.kashew.kotlin.Cache
import io.github.kashew.kotlin.toTtl
import io.github.kashew.strategy.Strategies
import kotlin.time.Duration

/**
 * A place in the code that caches: the type of its values, and the plan that was made for it last.
 *
 * Calls at one place nearly always say the same, so the plan of the call before is kept and compared; one that says
 * something else gets a plan of its own, which shares the loads of the place. This class is threadsafe.
 *
 * @property type the type of the values
 */
@PublishedApi
internal class CallPlace<V>(
    @PublishedApi @JvmField internal val type: TypeRef<V>,
) {
    @Volatile
    private var last: Planned<V>? = null

    @Volatile
    private var lastTtl: MeasuredTtl? = null

    private class MeasuredTtl(
        val duration: Duration,
        val ttl: Ttl,
    )

    /** Returns the ttl of [duration], remembering the last one: a place nearly always says the same. */
    @PublishedApi
    internal fun ttl(duration: Duration): Ttl {
        val known = lastTtl
        if (known != null && known.duration == duration) return known.ttl
        return duration.toTtl().also { lastTtl = MeasuredTtl(duration, it) }
    }

    @Volatile
    private var made: Made? = null

    /** Strategies and the options that they were made of. */
    private class Made(
        val first: Any,
        val second: Any?,
        val strategies: Array<out Strategy>,
    )

    /** Returns the strategy that [make] makes of two options; the one of the call before if they are the same. */
    fun strategies(
        first: Any,
        second: Any?,
        make: () -> Strategy,
    ): Array<out Strategy> {
        val known = made
        return if (known != null && known.first == first && known.second == second) {
            known.strategies
        } else {
            arrayOf(make()).also { made = Made(first, second, it) }
        }
    }

    /** A plan and what was said to get it: either a ttl or strategies. */
    private class Planned<V>(
        val cache: Cache,
        val ttl: Ttl?,
        val strategies: Array<out Strategy>,
        val condition: Condition<in V>?,
        val plan: CachePlan<V>,
    )

    /** Returns a plan that stores for [ttl]. */
    fun plan(
        cache: Cache,
        ttl: Ttl,
        condition: Condition<in V>?,
    ): CachePlan<V> {
        val known = last
        return if (known != null && known.cache === cache && known.condition === condition && known.ttl == ttl) {
            known.plan
        } else {
            make(cache, ttl, arrayOf(Strategies.simple(ttl)), condition)
        }
    }

    /** Returns a plan through [strategies]. */
    fun plan(
        cache: Cache,
        strategies: Array<out Strategy>,
        condition: Condition<in V>?,
    ): CachePlan<V> {
        val known = last
        return if (known != null &&
            known.cache === cache &&
            known.condition === condition &&
            known.strategies.contentEquals(strategies)
        ) {
            known.plan
        } else {
            make(cache, null, strategies, condition)
        }
    }

    /** Returns a plan that stores for [ttl] and whose calls are made of their key alone. */
    fun batchPlan(
        cache: Cache,
        ttl: Ttl,
    ): CachePlan<V> {
        val known = last
        return if (known != null && known.cache === cache && known.ttl == ttl) {
            known.plan
        } else {
            make(cache, ttl, arrayOf(Strategies.simple(ttl)), null, KEY_ITSELF)
        }
    }

    /** Returns a plan through [guard] alone, whose calls run each for itself. */
    fun guard(
        cache: Cache,
        guard: Array<out Strategy>,
    ): CachePlan<V> {
        val known = last
        return if (known != null && known.cache === cache && known.strategies.contentEquals(guard)) {
            known.plan
        } else {
            make(cache, null, guard, null, shares = false)
        }
    }

    private fun make(
        cache: Cache,
        ttl: Ttl?,
        strategies: Array<out Strategy>,
        condition: Condition<in V>?,
        template: String? = null,
        shares: Boolean = true,
    ): CachePlan<V> {
        val builder =
            cache.core
                .plan(type)
                .through(*strategies)
                .singleFlight(shares)
                .flightGroup(this)
        if (condition != null) builder.condition(condition)
        if (template != null) builder.key(template)
        return builder.build().also { last = Planned(cache, ttl, strategies, condition, it) }
    }

    @PublishedApi
    internal companion object {
        private const val KEY_ITSELF = "{key:raw}"

        private val places =
            object : ClassValue<PlaceSlot>() {
                override fun computeValue(type: Class<*>) = PlaceSlot()
            }

        /** Returns the place at which [type] is written: each place has a class of its own for it. */
        @PublishedApi
        @JvmStatic
        @Suppress("UNCHECKED_CAST") // a place has one type
        internal fun <V> of(type: () -> TypeRef<V>): CallPlace<V> {
            val slot = places.get(type.javaClass)
            return (slot.place ?: slot.fill(type)) as CallPlace<V>
        }
    }

    private class PlaceSlot {
        @Volatile
        var place: CallPlace<*>? = null

        @Synchronized
        fun fill(type: () -> TypeRef<*>): CallPlace<*> = place ?: CallPlace(type()).also { place = it }
    }
}

/** Returns the place at which this is written, whose values are of type [V]. */
@PublishedApi
internal inline fun <reified V> callPlace(): CallPlace<V> = CallPlace.of { reifiedType<V>() }
