package io.github.kashew.kotlin

import io.github.kashew.Condition
import io.github.kashew.Strategy
import io.github.kashew.Ttl
import io.github.kashew.kotlin.internal.CallPlace
import io.github.kashew.kotlin.internal.CallSite
import io.github.kashew.kotlin.internal.CoroutineLoader
import io.github.kashew.kotlin.internal.answerOf
import io.github.kashew.kotlin.internal.callPlace
import io.github.kashew.kotlin.internal.siteOf
import java.lang.invoke.MethodHandles
import kotlin.coroutines.coroutineContext
import kotlin.time.Duration

/**
 * Answers the value of [block], from the cache where it is there, and stores it for [ttl] where it is not.
 *
 * Without a [key], the key is the function around the block and the values that the block captures, by name. What the
 * block does not capture is not in the key: globals, and the state of objects. A function has at most one keyless block.
 *
 * Callers at the same time share one run of the block. It runs in the context of the first of them without its job; a
 * caller that is cancelled stops waiting and nobody else does, and when the last one has left, the run is cancelled. Its
 * failure reaches every caller as it was thrown.
 *
 * @param ttl how long, for example `"1h30m"`; see [io.github.kashew.Ttl.of]
 * @param key the key; make it with [key] so that values are escaped
 * @param condition which outcomes are stored; all values by default
 * @param cache the cache; by default that of [withCache], or else the [DefaultCache]
 * @param tags what [deleteTags] invalidates the value by; at most 16, and texts, not templates
 * @throws io.github.kashew.error.InvalidKeyException if no key can be made of a keyless block; the message says what to
 *     write instead
 */
public suspend inline fun <reified V> cached(
    ttl: String,
    key: String? = null,
    condition: Condition<in V>? = null,
    cache: Cache? = null,
    tags: List<String> = emptyList(),
    noinline block: suspend () -> V,
): V = cachedAt(callPlace(), siteOf(key, block), Ttl.of(ttl), key, condition, cache, tags, block)

/** As the other [cached], with a [ttl] of Kotlin. */
public suspend inline fun <reified V> cached(
    ttl: Duration,
    key: String? = null,
    condition: Condition<in V>? = null,
    cache: Cache? = null,
    tags: List<String> = emptyList(),
    noinline block: suspend () -> V,
): V {
    val place = callPlace<V>()
    return cachedAt(place, siteOf(key, block), place.ttl(ttl), key, condition, cache, tags, block)
}

/**
 * Answers the value of [block] by way of [outermostFirst], the outermost strategy first.
 *
 * See [cached] for keys, sharing and cancellation.
 */
public suspend inline fun <reified V> Cache.through(
    vararg outermostFirst: Strategy,
    key: String? = null,
    condition: Condition<in V>? = null,
    tags: List<String> = emptyList(),
    noinline block: suspend () -> V,
): V = cachedThrough(callPlace(), siteOf(key, block), outermostFirst, key, condition, this, tags, block)

@PublishedApi
internal suspend fun <V> cachedAt(
    place: CallPlace<V>,
    site: CallSite?,
    ttl: Ttl,
    key: String?,
    condition: Condition<in V>?,
    cache: Cache?,
    tags: List<String>,
    block: suspend () -> V,
): V {
    val context = coroutineContext
    val target = cache ?: CurrentCache.of(context)
    val rendered = key ?: checkNotNull(site).key(block, target.captured)
    return CoroutineLoader(context, block).answerOf { place.plan(target, ttl, condition).getAt(rendered, tags, it) }
}

@PublishedApi
internal suspend fun <V> cachedThrough(
    place: CallPlace<V>,
    site: CallSite?,
    strategies: Array<out Strategy>,
    key: String?,
    condition: Condition<in V>?,
    cache: Cache,
    tags: List<String>,
    block: suspend () -> V,
): V {
    val rendered = key ?: checkNotNull(site).key(block, cache.captured)
    val plan = place.plan(cache, strategies, condition)
    return CoroutineLoader(coroutineContext, block).answerOf { plan.getAt(rendered, tags, it) }
}
