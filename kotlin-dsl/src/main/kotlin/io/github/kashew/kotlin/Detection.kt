package io.github.kashew.kotlin

import io.github.kashew.CacheContext
import io.github.kashew.Detection
import io.github.kashew.Explanation
import io.github.kashew.kotlin.internal.CacheContextElement
import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.withContext

/**
 * What a block answered, and what the plans of the cache answered to it.
 *
 * @property value what the block answered
 * @property answers the answers, in the order in which they were given; at most [io.github.kashew.Detections.MOST]
 */
public data class Detected<out T>(
    public val value: T,
    public val answers: List<Detection>,
)

/**
 * Runs [block] and answers with what the cached blocks and functions in it were answered with.
 *
 * ```
 * val (page, answers) = cache.detect { render() }
 * ```
 *
 * Coroutines that the block starts as its children are recorded too, and scopes around this one record as well. What a load
 * calls is part of a load that others may share, and is not recorded.
 */
public suspend fun <T> Cache.detect(block: suspend () -> T): Detected<T> {
    val seen = core.detections()
    val value = withContext(CacheContextElement(CacheContext.current().detecting(seen))) { block() }
    return Detected(value, seen.answers())
}

/**
 * Runs [block] and tells how it came to its answer: `println(cache.explain { userById(42) })`. A failure of the block is a
 * part of the explanation; a cancellation is thrown.
 */
public suspend fun <T> Cache.explain(block: suspend () -> T): Explanation<T> {
    val seen = core.detections()
    var value: T? = null
    var failure: Throwable? = null
    try {
        value = withContext(CacheContextElement(CacheContext.current().detecting(seen))) { block() }
    } catch (cancelled: CancellationException) {
        throw cancelled
    } catch (
        @Suppress("TooGenericExceptionCaught") thrown: Exception,
    ) {
        failure = thrown
    }
    return Explanation(value, failure, seen.answers())
}
