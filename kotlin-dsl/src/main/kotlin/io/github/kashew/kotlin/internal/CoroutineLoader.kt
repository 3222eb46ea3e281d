package io.github.kashew.kotlin.internal

import io.github.kashew.Loader
import java.util.concurrent.CompletionStage
import java.util.concurrent.Executor
import kotlin.coroutines.CoroutineContext

/** Loads the value of one call by a suspending block. */
internal class CoroutineLoader<V>(
    caller: CoroutineContext,
    private val block: suspend () -> V,
) : LoadsOfCall(caller),
    Loader<V> {
    override fun load(): CompletionStage<V> = begin(block)

    /** Dispatches the load by the dispatcher of the caller, not by [executor]. */
    override fun loadBy(executor: Executor): CompletionStage<V> = dispatch(block)
}
