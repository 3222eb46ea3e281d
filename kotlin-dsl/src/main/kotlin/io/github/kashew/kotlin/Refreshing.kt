package io.github.kashew.kotlin

import io.github.kashew.CacheContext
import io.github.kashew.kotlin.internal.CacheContextElement
import kotlinx.coroutines.withContext

/**
 * Runs [block] with cached blocks and functions that load anew: what is stored is not answered but replaced, and stays
 * until then.
 *
 * Loads inside such a load load anew as well. Operations on single keys, such as `cache.get`, read as ever.
 */
public suspend fun <T> refreshing(block: suspend () -> T): T =
    withContext(CacheContextElement(CacheContext.current().refreshing())) { block() }
