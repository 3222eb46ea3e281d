package io.github.kashew.kotlin

import io.github.kashew.CacheContext
import io.github.kashew.kotlin.internal.CacheContextElement
import kotlinx.coroutines.withContext

/**
 * Runs [block] with [values] for key templates, where `{@name}` stands for the value of `name`.
 *
 * Nested scopes add to the outer ones, and win where both name a value.
 */
public suspend fun <T> keyContext(
    vararg values: Pair<String, Any>,
    block: suspend () -> T,
): T {
    val context = values.fold(CacheContext.current()) { known, (name, value) -> known.with(name, value) }
    return withContext(CacheContextElement(context)) { block() }
}
