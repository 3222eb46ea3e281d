package io.github.kashew.kotlin

import io.github.kashew.Ttl
import io.github.kashew.kotlin.internal.callPlace
import kotlinx.coroutines.future.await

/**
 * Invalidates every entry that carries one of [tags], in all routes: one write a tag and route, however many entries
 * there are. A load in flight is not stored as valid, and who asks from now on loads anew.
 *
 * @throws io.github.kashew.error.InvalidKeyException if a tag is malformed
 */
public suspend fun Cache.deleteTags(vararg tags: String) {
    core.deleteTags(*tags).await()
}

/** Answers the tags of what [key] holds; none where there is no entry, or an invalidated one. */
public suspend fun Cache.tagsOf(key: String): List<String> = core.tagsOf(key).await()

/** Stores [value] for [ttl] with [tags], whatever the key held. */
public suspend inline fun <reified V> Cache.set(
    key: String,
    value: V,
    ttl: String,
    tags: Collection<String>,
) {
    core.set(key, value, callPlace<V>().type, Ttl.of(ttl), tags).await()
}
