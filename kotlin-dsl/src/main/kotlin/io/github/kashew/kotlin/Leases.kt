package io.github.kashew.kotlin

import io.github.kashew.Lease
import io.github.kashew.Ttl
import kotlinx.coroutines.NonCancellable
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.emitAll
import kotlinx.coroutines.flow.flow
import kotlinx.coroutines.future.await
import kotlinx.coroutines.suspendCancellableCoroutine
import kotlinx.coroutines.withContext
import kotlin.coroutines.coroutineContext
import kotlin.coroutines.resumeWithException
import kotlin.time.Duration
import kotlin.time.toJavaDuration
import kotlin.time.toKotlinDuration

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

/**
 * Returns this flow, collected by one collector at a time in all processes: each holds the lease of [key] meanwhile.
 *
 * A collector waits for the lease for [wait] at most, as long as [ttl] by default, so that a holder that has died is outlived.
 * The lease is that of [withLease], and is given back however the collection ends. What takes longer than [ttl] is no longer
 * alone. Collecting fails with [io.github.kashew.error.LockedException] when the time to wait is over.
 *
 * @param ttl how long, for example `"1m"`; longer than a collection takes
 * @param cache the cache; by default that of [withCache] where the flow is collected, or else the [DefaultCache]
 */
public fun <T> Flow<T>.locked(
    ttl: String,
    key: String,
    wait: Duration? = null,
    cache: Cache? = null,
): Flow<T> {
    val held = Ttl.of(ttl)
    return flow {
        val target = cache ?: CurrentCache.of(coroutineContext)
        target.withLease(key, held, wait ?: held.toDuration().toKotlinDuration()) { emitAll(this@locked) }
    }
}

/**
 * Acquires a lease, waiting up to [wait] for whoever holds it; see [io.github.kashew.LeaseOperations.lease].
 *
 * A caller that is cancelled does not hold it afterwards, even if it was granted and has not arrived yet.
 */
public suspend fun Cache.lease(
    key: String,
    ttl: Ttl,
    wait: Duration = Duration.ZERO,
): Lease {
    val acquisition = core.lease(key, ttl, wait.toJavaDuration()).toCompletableFuture()
    return suspendCancellableCoroutine { caller ->
        caller.invokeOnCancellation { acquisition.cancel(false) }
        acquisition.whenComplete { lease, failure ->
            if (failure == null) {
                caller.resume(lease) { _, granted, _ -> granted.release() }
            } else {
                caller.resumeWithException(failure)
            }
        }
    }
}

/** Tells whether anybody holds the lease of [key]. */
public suspend fun Cache.isLeased(key: String): Boolean = core.isLeased(key).await()
