package io.github.kashew.kotlin

import io.github.kashew.CacheContext
import io.github.kashew.Transaction
import io.github.kashew.TransactionMode
import io.github.kashew.TransactionOptions
import io.github.kashew.kotlin.internal.CacheContextElement
import kotlinx.coroutines.CoroutineStart
import kotlinx.coroutines.future.await
import kotlinx.coroutines.future.future
import kotlinx.coroutines.supervisorScope

/**
 * Runs [block] in a transaction: what it changes in this cache is written when it returns, and dropped when it throws or is
 * cancelled.
 *
 * The coroutine context carries the transaction, so that cached blocks and functions inside take part, and whatever the block
 * calls. An inner block becomes a part of the outer one. See [io.github.kashew.Cache.transaction].
 *
 * @throws io.github.kashew.error.TransactionConflictException after a conflict; options with retries run the block again
 * @throws io.github.kashew.error.TransactionRolledBackException after the timeout of 10 seconds, or if an inner block failed
 */
public suspend fun <T> Cache.transaction(
    mode: TransactionMode = TransactionMode.LOCKED,
    block: suspend TransactionScope.() -> T,
): T = transaction(TransactionOptions.of(mode), block)

/** As the other [transaction], with a timeout and retries of [options]. */
public suspend fun <T> Cache.transaction(
    options: TransactionOptions,
    block: suspend TransactionScope.() -> T,
): T =
    supervisorScope {
        val here = Thread.currentThread()
        val around = CacheContext.current()
        core
            .transaction<T>(options) { running ->
                // what runs elsewhere, such as a repetition, is dispatched as the caller is
                val start =
                    if (Thread.currentThread() === here) CoroutineStart.UNDISPATCHED else CoroutineStart.DEFAULT
                future(CacheContextElement(around.inside(running)), start) {
                    TransactionScope(this@transaction, running).block()
                }
            }.await()
    }

/**
 * What a block in a transaction works with: the operations of the cache, which are part of the transaction.
 *
 * It is of use inside the block only. This class is threadsafe.
 */
public class TransactionScope internal constructor(
    cache: Cache,
    private val running: Transaction,
) : Cache(cache.core) {
    /** How far this transaction is kept apart from others: as the outermost block says. */
    public val mode: TransactionMode get() = running.mode()

    /** Writes what was changed so far; the block goes on with a transaction that has changed nothing. */
    public suspend fun commit() {
        running.commit().await()
    }

    /** Drops what was changed so far, and forgets the failures of inner blocks; the block goes on. */
    public fun rollback() {
        running.rollback()
    }

    /** Refuses: a transaction does not close its cache. */
    override fun close(): Nothing =
        throw UnsupportedOperationException("a transaction does not close its cache: close that where it was opened")
}
