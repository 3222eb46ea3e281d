package io.github.kashew.kotlin.internal

import io.github.kashew.CacheContext
import kotlinx.coroutines.Job
import kotlinx.coroutines.ensureActive
import java.util.concurrent.CompletableFuture
import kotlin.coroutines.Continuation
import kotlin.coroutines.CoroutineContext
import kotlin.coroutines.intrinsics.COROUTINE_SUSPENDED
import kotlin.coroutines.intrinsics.startCoroutineUninterceptedOrReturn
import kotlin.coroutines.startCoroutine

/**
 * One run of a suspending block, as a future whose cancellation cancels the block.
 *
 * The block has the context of the [caller] but for its job, and is a part of the loads that the current [CacheContext]
 * names. It is complete when the coroutines are that it began as children of its job.
 *
 * The builder `future` of kotlinx does this for any block, and makes an exception at the end of each; here a block that
 * returns without suspending costs little more than its job.
 */
internal class CoroutineLoad<T>(
    caller: CoroutineContext,
) : CompletableFuture<T>(),
    Continuation<T> {
    private val job = Job()

    override val context: CoroutineContext = caller + CacheContextElement(CacheContext.current()) + job

    /** Runs [block] on this thread until it suspends for the first time; the dispatcher has it from then on. */
    fun beginHere(block: suspend () -> T): CoroutineLoad<T> {
        val outcome =
            try {
                block.startCoroutineUninterceptedOrReturn(this)
            } catch (failure: Throwable) {
                resumeWith(Result.failure(failure))
                return this
            }
        if (outcome !== COROUTINE_SUSPENDED) {
            @Suppress("UNCHECKED_CAST") // all else that a block returns is its result
            resumeWith(Result.success(outcome as T))
        }
        return this
    }

    /** Lets the dispatcher run [block] from its beginning. */
    fun dispatch(block: suspend () -> T): CoroutineLoad<T> {
        val unlessCancelled: suspend () -> T = {
            job.ensureActive()
            block()
        }
        unlessCancelled.startCoroutine(this)
        return this
    }

    override fun resumeWith(result: Result<T>) {
        val failure = result.exceptionOrNull()
        if (failure == null) job.complete() else job.completeExceptionally(failure)
        if (job.isCompleted && !job.isCancelled) {
            complete(result.getOrThrow()) // it began nothing that still runs
            return
        }
        job.invokeOnCompletion { cause ->
            if (cause == null) complete(result.getOrThrow()) else completeExceptionally(cause)
        }
    }

    override fun cancel(mayInterruptIfRunning: Boolean): Boolean {
        val cancelled = super.cancel(mayInterruptIfRunning)
        if (cancelled) job.cancel()
        return cancelled
    }
}
