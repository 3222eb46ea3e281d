package io.github.kashew.kotlin.internal

import kotlinx.coroutines.future.await
import java.util.concurrent.CompletionStage
import kotlin.coroutines.CoroutineContext

/**
 * Begins the loads of one call, in the context of its [caller] without its job.
 *
 * A load is not a child of that caller: it goes on for the others when the caller leaves, and is cancelled when the last of
 * them has left. It begins in place where the caller itself begins it, and is dispatched where a store has answered
 * later, on a thread that is not the caller's.
 */
internal abstract class LoadsOfCall(
    private val caller: CoroutineContext,
) {
    /** The thread of the caller while it is inside the call. No other thread can take itself for it. */
    private var callersThread: Thread? = Thread.currentThread()

    protected fun <T> begin(block: suspend () -> T): CompletionStage<T> =
        if (callersThread === Thread.currentThread()) CoroutineLoad<T>(caller).beginHere(block) else dispatch(block)

    protected fun <T> dispatch(block: suspend () -> T): CompletionStage<T> = CoroutineLoad<T>(caller).dispatch(block)

    /** Notes that the caller waits from now on. */
    fun callIsMade() {
        callersThread = null
    }
}

/** Makes a [call] by this loader, and waits for its answer. */
internal suspend inline fun <L : LoadsOfCall, R> L.answerOf(call: (L) -> CompletionStage<R>): R {
    val answer = call(this)
    callIsMade()
    return answer.await()
}
