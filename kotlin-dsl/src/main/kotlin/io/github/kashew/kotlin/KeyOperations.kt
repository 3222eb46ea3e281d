package io.github.kashew.kotlin

import io.github.kashew.Ttl
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.future.await
import kotlinx.coroutines.jdk9.asFlow
import kotlin.time.Duration
import kotlin.time.toKotlinDuration
import io.github.kashew.KeyOperations as CoreKeyOperations

/** Deletes what [key] holds; answers whether it held something. A load of the key that is in flight is not stored. */
public suspend fun Cache.delete(key: String): Boolean = core.delete(key).await()

/** Deletes what the keys hold; answers how many held something. */
public suspend fun Cache.deleteMany(keys: Collection<String>): Long = core.deleteMany(keys).await()

/** Deletes every key that matches the glob [pattern]; answers how many held something. */
public suspend fun Cache.deleteMatch(pattern: String): Long = core.deleteMatch(pattern).await()

/** Tells whether [key] holds something. */
public suspend fun Cache.exists(key: String): Boolean = core.exists(key).await()

/** The keys that match the glob [pattern], as a collector asks for them; keys that are written meanwhile may be missing. */
public fun Cache.scan(pattern: String): Flow<String> = core.scan(pattern).asFlow()

/** Lets [key] live for [ttl] from now on; answers whether it existed. */
public suspend fun Cache.expire(
    key: String,
    ttl: String,
): Boolean = expire(key, Ttl.of(ttl))

/** Lets [key] live for [ttl] from now on; answers whether it existed. */
public suspend fun Cache.expire(
    key: String,
    ttl: Duration,
): Boolean = expire(key, ttl.toTtl())

/** Lets [key] live for [ttl] from now on; answers whether it existed. */
public suspend fun Cache.expire(
    key: String,
    ttl: Ttl,
): Boolean = core.expire(key, ttl).await()

/** Answers how long [key] will live: null if it does not exist, [Duration.INFINITE] if it does not expire. */
public suspend fun Cache.ttl(key: String): Duration? {
    val left = core.ttl(key).await() ?: return null
    return if (left == CoreKeyOperations.FOREVER) Duration.INFINITE else left.toKotlinDuration()
}

/** Answers the approximate size of what [key] holds, in bytes; 0 if it holds nothing. */
public suspend fun Cache.size(key: String): Long = core.size(key).await()
