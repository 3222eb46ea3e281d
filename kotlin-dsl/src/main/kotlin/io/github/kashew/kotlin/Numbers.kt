package io.github.kashew.kotlin

import io.github.kashew.Ttl
import io.github.kashew.spi.BitFields
import kotlinx.coroutines.future.await
import kotlin.time.Duration
import kotlin.time.toJavaDuration

/**
 * Adds [by], which may be negative, to a counter; answers the total.
 *
 * @param ttl how long a counter lives that this call creates; one that exists keeps its ttl
 */
public suspend fun Cache.increment(
    key: String,
    by: Long = 1,
    ttl: Ttl = Ttl.forever(),
): Long = core.increment(key, by, ttl).await()

/** Answers the total of a counter, or null if it does not exist. */
public suspend fun Cache.counter(key: String): Long? = core.counter(key).await()

/** Answers unsigned fields of bits, in the order of the indexes; what was never written is 0. */
public suspend fun Cache.getBits(
    key: String,
    fields: BitFields,
): LongArray = core.getBits(key, fields).await()

/** Adds [by] to fields of bits, which stop at 0 and at the largest number of their width; answers them. */
public suspend fun Cache.incrementBits(
    key: String,
    fields: BitFields,
    by: Long = 1,
): LongArray = core.incrementBits(key, fields, by).await()

/** Counts an event unless there were [limit] of them within the last [window]; answers the count, or `limit + 1` if not. */
public suspend fun Cache.slidingCount(
    key: String,
    window: Duration,
    limit: Long,
): Long = core.slidingCount(key, window.toJavaDuration(), limit).await()
