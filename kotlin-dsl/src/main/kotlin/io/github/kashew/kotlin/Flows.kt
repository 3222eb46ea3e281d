package io.github.kashew.kotlin

import io.github.kashew.CacheContext
import io.github.kashew.CacheStream
import io.github.kashew.Ttl
import io.github.kashew.TypeRef
import io.github.kashew.error.InvalidKeyException
import io.github.kashew.key.Args
import io.github.kashew.key.KeyTemplate
import io.github.kashew.kotlin.internal.CacheContextElement
import io.github.kashew.kotlin.internal.CallSite
import io.github.kashew.kotlin.internal.reifiedType
import io.github.kashew.kotlin.internal.siteOf
import kotlinx.coroutines.Job
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.emitAll
import kotlinx.coroutines.flow.flow
import kotlinx.coroutines.future.await
import kotlinx.coroutines.jdk9.asFlow
import kotlinx.coroutines.jdk9.asPublisher
import kotlin.coroutines.coroutineContext

/**
 * Returns this flow, cached for [ttl] under [key]: a collector gets the stored elements, or else those of this flow.
 *
 * Elements pass on at once and are stored in chunks; they are found only when this flow has completed. Collectors of one
 * key and type at the same time share one run, which takes place in the context of the first of them without its job.
 * Each gets all elements in order, at its own pace; the last one to leave cancels the run. A flow that fails is not
 * cached, and its failure reaches every collector.
 *
 * @param ttl how long, for example `"10m"`, counted from the beginning of the run; see [io.github.kashew.Ttl.of]
 * @param key the key; make it with [key] so that values are escaped
 * @param cache the cache; by default that of [withCache] where the flow is collected, or else the [DefaultCache]
 */
public inline fun <reified T : Any> Flow<T>.cached(
    ttl: String,
    key: String,
    cache: Cache? = null,
): Flow<T> = cachedFlowAt(reifiedType<T>(), null, Ttl.of(ttl), key, cache) { this }

/**
 * Returns the flow that [block] makes, cached for [ttl]; the block is called only where no stored one is found.
 *
 * Without a [key], the key is the function around the block and the values that the block captures, as in the other
 * cached blocks. See [Flow.cached] for what is shared and what is stored.
 *
 * @throws io.github.kashew.error.InvalidKeyException on collecting, if no key can be made of a keyless block
 */
public inline fun <reified T : Any> cachedFlow(
    ttl: String,
    key: String? = null,
    cache: Cache? = null,
    noinline block: suspend () -> Flow<T>,
): Flow<T> = cachedFlowAt(reifiedType<T>(), siteOf(key, block), Ttl.of(ttl), key, cache, block)

/**
 * Caches a function that returns flows: `cache.flowFunction("ticks:{symbol}", "10m") { symbol: String -> source(symbol) }`.
 *
 * @param template the template of the keys, with one root
 * @throws io.github.kashew.error.InvalidKeyException if the template is malformed or has another number of roots
 */
public inline fun <A, reified T : Any> Cache.flowFunction(
    template: String,
    ttl: String,
    noinline block: (A) -> Flow<T>,
): CachedFlowFunction<A, T> = CachedFlowFunction(flowStream(reifiedType<T>(), template, Ttl.of(ttl)), block)

/** A function whose flows are cached, and can be invalidated by its argument. Thread-safe. Made by `cache.flowFunction`. */
public class CachedFlowFunction<A, T : Any>
    @PublishedApi
    internal constructor(
        private val stream: CacheStream<T>,
        private val block: (A) -> Flow<T>,
    ) {
        /** Returns the flow of [a]; each collector looks it up anew. */
        public operator fun invoke(a: A): Flow<T> =
            flow { emitAll(stream.collected(stream.key(Args.of(a))) { block(a) }) }

        /** Deletes the stored flow of [a]; one that is being read is not stored. Answers whether there was one. */
        public suspend fun invalidate(a: A): Boolean = stream.invalidate(Args.of(a)).await()

        /** Returns the key of [a]. */
        public fun key(a: A): String = stream.key(Args.of(a))
    }

@PublishedApi
internal fun <T : Any> Cache.flowStream(
    type: TypeRef<T>,
    template: String,
    ttl: Ttl,
): CacheStream<T> {
    val found = KeyTemplate.parse(template, core.keyFormats()).arity()
    if (found != 1 && found != KeyTemplate.ANY_ARITY) {
        throw InvalidKeyException("template '$template' names $found arguments and the block has 1: name it once")
    }
    return core
        .stream(type)
        .key(template)
        .ttl(ttl)
        .build()
}

@PublishedApi
internal fun <T : Any> cachedFlowAt(
    type: TypeRef<T>,
    site: CallSite?,
    ttl: Ttl,
    key: String?,
    cache: Cache?,
    block: suspend () -> Flow<T>,
): Flow<T> =
    flow {
        val target = cache ?: CurrentCache.of(coroutineContext)
        val rendered = key ?: checkNotNull(site).key(block, target.captured)
        val stream =
            target.core
                .stream(type)
                .ttl(ttl)
                .build()
        emitAll(stream.collected(rendered) { flow { emitAll(block()) } })
    }

/** The stream of [key] for one collector, whose context the source runs in without its job. */
private suspend fun <T : Any> CacheStream<T>.collected(
    key: String,
    block: () -> Flow<T>,
): Flow<T> {
    val outside = coroutineContext.minusKey(Job)
    return getAt(key) {
        block().asPublisher(outside + CacheContextElement(CacheContext.current()))
    }.asFlow()
}
