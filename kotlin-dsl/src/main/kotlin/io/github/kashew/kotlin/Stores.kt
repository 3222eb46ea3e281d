package io.github.kashew.kotlin

import kotlinx.coroutines.future.await

/** Returns when every store answers; fails with [io.github.kashew.error.BackendException] when one does not. */
public suspend fun Cache.ping() {
    core.ping().await()
}

/** Answers how many keys there are; may include some that have expired, or were invalidated by a tag. */
public suspend fun Cache.count(): Long = core.count().await()

/** Removes the entries that [deleteTags] has invalidated, which take up room until then; answers how many. */
public suspend fun Cache.purge(): Long = core.purge().await()

/** Deletes everything that this cache stored, and nothing else. */
public suspend fun Cache.clear() {
    core.clear().await()
}
