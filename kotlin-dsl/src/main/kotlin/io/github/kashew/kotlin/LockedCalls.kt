package io.github.kashew.kotlin

import io.github.kashew.kotlin.internal.callPlace
import io.github.kashew.kotlin.internal.siteOf
import io.github.kashew.strategy.Locked
import io.github.kashew.strategy.Strategies
import kotlin.time.Duration

/** Holds a lease for at most [ttl] while what is inside runs; outside `simple` it is the lock of a load. See [Locked]. */
public fun locked(ttl: String): Locked = Strategies.locked(ttl)

/** As the other [locked], with a [ttl] of Kotlin. */
public fun locked(ttl: Duration): Locked = Strategies.locked(ttl.toTtl())

/**
 * Runs [block] while this call holds the lease of its key, of all calls in all processes one at a time.
 *
 * It waits for the lease for at most [ttl]. The lease is given back however the block ends. It is not mutual exclusion: a
 * block that runs beyond [ttl] is no longer alone. Each call runs its own block; nothing is stored. See [cached] for [key]
 * and [cache].
 *
 * @throws io.github.kashew.error.LockedException when the time to wait is over
 */
public suspend inline fun <reified V> locked(
    ttl: String,
    key: String? = null,
    cache: Cache? = null,
    noinline block: suspend () -> V,
): V {
    val place = callPlace<V>()
    val guard = place.strategies(ttl, null) { locked(ttl) }
    return guardedAt(place, siteOf(key, block), guard, key, cache, block)
}

/** As the other [locked], with a [ttl] of Kotlin. */
public suspend inline fun <reified V> locked(
    ttl: Duration,
    key: String? = null,
    cache: Cache? = null,
    noinline block: suspend () -> V,
): V {
    val place = callPlace<V>()
    val guard = place.strategies(ttl, null) { locked(ttl) }
    return guardedAt(place, siteOf(key, block), guard, key, cache, block)
}
