package io.github.kashew.kotlin

import io.github.kashew.Lease
import io.github.kashew.Ttl
import kotlinx.coroutines.NonCancellable
import kotlinx.coroutines.future.await
import kotlinx.coroutines.withContext
import kotlin.time.Duration
import kotlin.time.toJavaDuration

/**
 * Runs [block] while this caller holds the lease of [key], waiting up to [wait] for whoever holds it.
 *
 * The lease is given back however the block ends. It is not mutual exclusion: a block that runs beyond [ttl] has lost the
 * lease; see [Lease].
 *
 * @throws io.github.kashew.error.LockedException when the time to wait is over
 */
public suspend fun <T> Cache.withLease(
    key: String,
    ttl: Ttl,
    wait: Duration = Duration.ZERO,
    block: suspend (Lease) -> T,
): T {
    val lease = lease(key, ttl, wait)
    try {
        return block(lease)
    } finally {
        withContext(NonCancellable) { lease.release().await() }
    }
}

/** Acquires a lease, waiting up to [wait] for whoever holds it; see [io.github.kashew.LeaseOperations.lease]. */
public suspend fun Cache.lease(
    key: String,
    ttl: Ttl,
    wait: Duration = Duration.ZERO,
): Lease = core.lease(key, ttl, wait.toJavaDuration()).await()

/** Tells whether anybody holds the lease of [key]. */
public suspend fun Cache.isLeased(key: String): Boolean = core.isLeased(key).await()
