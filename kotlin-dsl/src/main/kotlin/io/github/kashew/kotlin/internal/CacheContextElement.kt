package io.github.kashew.kotlin.internal

import io.github.kashew.CacheContext
import kotlinx.coroutines.ThreadContextElement
import kotlin.coroutines.AbstractCoroutineContextElement
import kotlin.coroutines.CoroutineContext

/** Keeps a [CacheContext] in force while a coroutine runs, on whatever thread. */
internal class CacheContextElement(
    private val context: CacheContext,
) : AbstractCoroutineContextElement(Key),
    ThreadContextElement<CacheContext.Scope> {
    override fun updateThreadContext(context: CoroutineContext): CacheContext.Scope = this.context.open()

    override fun restoreThreadContext(
        context: CoroutineContext,
        oldState: CacheContext.Scope,
    ) {
        oldState.close()
    }

    companion object Key : CoroutineContext.Key<CacheContextElement>
}
