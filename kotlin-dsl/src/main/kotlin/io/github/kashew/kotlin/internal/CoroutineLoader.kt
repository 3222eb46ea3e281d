package io.github.kashew.kotlin.internal

import io.github.kashew.CacheContext
import io.github.kashew.Loader
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.CoroutineStart
import kotlinx.coroutines.Job
import kotlinx.coroutines.future.future
import java.util.concurrent.CompletionStage
import java.util.concurrent.Executor
import kotlin.coroutines.CoroutineContext

/**
 * Loads by a suspending block, in the context of the first caller without its job.
 *
 * The load is not a child of that caller: it goes on for the others when the caller leaves, and is cancelled when the
 * last of them has left. It begins on the thread of the caller and is dispatched only after its first suspension.
 */
internal class CoroutineLoader<V>(
    private val caller: CoroutineContext,
    private val block: suspend () -> V,
) : Loader<V> {
    override fun load(): CompletionStage<V> = start(caller) { block() }

    /** Dispatches the load by the dispatcher of the caller, not by [executor]. */
    override fun loadBy(executor: Executor): CompletionStage<V> = start(caller, CoroutineStart.DEFAULT) { block() }

    internal companion object {
        /** Runs [load] as a part of the loads that the current [CacheContext] names. */
        fun <T> start(
            caller: CoroutineContext,
            begin: CoroutineStart = CoroutineStart.UNDISPATCHED,
            load: suspend () -> T,
        ): CompletionStage<T> {
            val context = caller.minusKey(Job) + CacheContextElement(CacheContext.current())
            return CoroutineScope(context).future(start = begin) { load() }
        }
    }
}
