package io.github.kashew.kotlin

import io.github.kashew.Ttl
import io.github.kashew.key.Args
import io.github.kashew.kotlin.internal.CallPlace
import io.github.kashew.kotlin.internal.CallSite
import io.github.kashew.kotlin.internal.CoroutineBatchLoader
import io.github.kashew.kotlin.internal.answerOf
import io.github.kashew.kotlin.internal.callPlace
import io.github.kashew.kotlin.internal.siteOf
import kotlin.coroutines.coroutineContext
import kotlin.time.Duration

/**
 * Answers the values of [ids]: those that the cache has, and for all others what one run of [load] brings, which is
 * stored for [ttl].
 *
 * One look-up asks for all. An id that somebody else is loading at the same time is waited for and not loaded again. An
 * id that [load] leaves out of its result is left out here, too, and nothing is stored for it. The result is in the
 * order of [ids].
 *
 * Without a [key], the key of an id is the function around [load], the values that it captures, and the id; see [cached].
 *
 * @param key returns the key of an id; make it with `key("user", it)`, so that values are escaped
 * @param cache the cache; by default that of [withCache], or else the [DefaultCache]
 */
public suspend inline fun <reified K : Any, reified V> cachedAll(
    ids: Collection<K>,
    ttl: String,
    noinline key: ((K) -> String)? = null,
    cache: Cache? = null,
    noinline load: suspend (missing: List<K>) -> Map<K, V>,
): Map<K, V> = cachedAllAt(callPlace(), siteOf(key, load), ids, Ttl.of(ttl), key, cache, load)

/** As the other [cachedAll], with a [ttl] of Kotlin. */
public suspend inline fun <reified K : Any, reified V> cachedAll(
    ids: Collection<K>,
    ttl: Duration,
    noinline key: ((K) -> String)? = null,
    cache: Cache? = null,
    noinline load: suspend (missing: List<K>) -> Map<K, V>,
): Map<K, V> {
    val place = callPlace<V>()
    return cachedAllAt(place, siteOf(key, load), ids, place.ttl(ttl), key, cache, load)
}

@PublishedApi
internal suspend fun <K : Any, V> cachedAllAt(
    place: CallPlace<V>,
    site: CallSite?,
    ids: Collection<K>,
    ttl: Ttl,
    key: ((K) -> String)?,
    cache: Cache?,
    load: suspend (List<K>) -> Map<K, V>,
): Map<K, V> {
    val context = coroutineContext
    val target = cache ?: CurrentCache.of(context)
    val keyOf = key ?: keyless(checkNotNull(site).key(load, target.captured), target)
    val calls = LinkedHashMap<Args, K>()
    ids.forEach { calls[Args.of(keyOf(it))] = it }
    return CoroutineBatchLoader(context, { calls.getValue(it) }, load)
        .answerOf { place.batchPlan(target, ttl).getAll(calls.keys, it) }
        .mapKeys { (args, _) -> calls.getValue(args) }
}

private fun <K : Any> keyless(
    root: String,
    cache: Cache,
): (K) -> String = { id -> "$root:id=${cache.captured.render("id", id)}" }
