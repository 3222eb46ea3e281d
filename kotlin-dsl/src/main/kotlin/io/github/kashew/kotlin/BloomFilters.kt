package io.github.kashew.kotlin

import io.github.kashew.BloomFilter
import io.github.kashew.BloomSize
import io.github.kashew.DualBloomFilter
import io.github.kashew.key.Args
import io.github.kashew.kotlin.internal.CoroutineLoader
import io.github.kashew.kotlin.internal.answerOf
import kotlinx.coroutines.future.await
import kotlin.coroutines.coroutineContext

/**
 * Returns the Bloom filter of what [template] makes of the values of a call; see [BloomFilter].
 *
 * @param template for example `users:{id}`; its text names the filter and decides the route
 * @throws io.github.kashew.error.InvalidKeyException if the template is malformed
 */
public fun Cache.bloomFilter(
    template: String,
    size: BloomSize,
): BloomFilter = core.bloomFilter(template, size)

/**
 * Returns a pair of Bloom filters that learn answers of yes and no; see [DualBloomFilter].
 *
 * @param yes the size of the filter of answers that are yes
 * @param no the size of the other
 */
public fun Cache.dualBloomFilter(
    template: String,
    yes: BloomSize,
    no: BloomSize,
): DualBloomFilter = core.dualBloomFilter(template, yes, no)

/** Adds the member that the template makes of [values], in the order in which it names them. */
public suspend fun BloomFilter.add(vararg values: Any?) {
    add(Args.of(*values)).await()
}

/** Tells whether this may contain the member of [values]; false is certain. */
public suspend fun BloomFilter.mightContain(vararg values: Any?): Boolean = mightContain(Args.of(*values)).await()

/**
 * Answers false if this does not contain the member of [values], and else what [block] says; see [BloomFilter.guard].
 *
 * Callers at the same time share one run of the block, as in [cached].
 */
public suspend fun BloomFilter.guard(
    vararg values: Any?,
    block: suspend () -> Boolean,
): Boolean = CoroutineLoader(coroutineContext, block).answerOf { guard(Args.of(*values), it) }

/**
 * Answers what exactly one of the filters may contain, and else what [block] says, which is learned; see
 * [DualBloomFilter.guard].
 *
 * Callers at the same time share one run of the block, as in [cached].
 */
public suspend fun DualBloomFilter.guard(
    vararg values: Any?,
    block: suspend () -> Boolean,
): Boolean = CoroutineLoader(coroutineContext, block).answerOf { guard(Args.of(*values), it) }
