package io.github.kashew.kotlin.internal

import io.github.kashew.Loader
import java.util.concurrent.CompletionStage
import java.util.concurrent.Executor
import kotlin.coroutines.CoroutineContext

/** Loads the value of one argument by a suspending function; the block of a load is made only where there is a load. */
internal class ArgumentLoader<A, V>(
    caller: CoroutineContext,
    private val function: suspend (A) -> V,
    private val argument: A,
) : LoadsOfCall(caller),
    Loader<V> {
    override fun load(): CompletionStage<V> = begin { function(argument) }

    /** Dispatches the load by the dispatcher of the caller, not by [executor]. */
    override fun loadBy(executor: Executor): CompletionStage<V> = dispatch { function(argument) }
}
