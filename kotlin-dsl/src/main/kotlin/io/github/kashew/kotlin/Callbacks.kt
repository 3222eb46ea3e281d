package io.github.kashew.kotlin

import io.github.kashew.CacheContext
import io.github.kashew.CommandCallback
import io.github.kashew.kotlin.internal.CacheContextElement
import kotlinx.coroutines.withContext

/** Tells [callback] of all commands of this cache, from whatever context, until the result is closed. */
public fun Cache.addCallback(callback: CommandCallback): CacheContext.Scope = core.addCallback(callback)

/**
 * Runs [block] with [callback] told of the commands that it makes, and the coroutines that it starts as its children, and of
 * no others. What a load does is part of a load that others may share, and is not told.
 */
public suspend fun <T> Cache.calling(
    callback: CommandCallback,
    block: suspend () -> T,
): T = withContext(CacheContextElement(core.contextCalling(callback))) { block() }
