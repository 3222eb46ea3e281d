package io.github.kashew.kotlin

import kotlinx.coroutines.withContext
import kotlin.coroutines.AbstractCoroutineContextElement
import kotlin.coroutines.CoroutineContext

/** Runs [block] with [cache] in the place of the default cache, in all coroutines that it starts as its children. */
public suspend fun <T> withCache(
    cache: Cache,
    block: suspend () -> T,
): T = withContext(CurrentCache(cache)) { block() }

/** The cache of the coroutines inside [withCache]. */
internal class CurrentCache(
    val cache: Cache,
) : AbstractCoroutineContextElement(Key) {
    companion object Key : CoroutineContext.Key<CurrentCache> {
        /** Returns the cache for a coroutine that names none. */
        fun of(context: CoroutineContext): Cache = context[Key]?.cache ?: DefaultCache.get()
    }
}
