package io.github.kashew.kotlin

import io.github.kashew.CacheContext
import io.github.kashew.CacheStream
import io.github.kashew.StreamBuilder
import io.github.kashew.Ttl
import io.github.kashew.error.InvalidKeyException
import io.github.kashew.key.Args
import io.github.kashew.key.KeyTemplate
import io.github.kashew.kotlin.internal.CacheContextElement
import io.github.kashew.kotlin.internal.CallSite
import io.github.kashew.kotlin.internal.FlowElements
import io.github.kashew.kotlin.internal.flowElements
import io.github.kashew.kotlin.internal.siteOf
import kotlinx.coroutines.Job
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.emitAll
import kotlinx.coroutines.flow.flow
import kotlinx.coroutines.future.await
import kotlinx.coroutines.jdk9.asFlow
import kotlinx.coroutines.jdk9.asPublisher
import kotlin.coroutines.coroutineContext
import kotlin.time.Duration

/**
 * Returns this flow, cached for [ttl] under [key]: a collector gets the stored elements, or else those of this flow.
 *
 * Elements pass on at once and are stored in chunks; they are found only when this flow has completed. Collectors of one
 * key and type at the same time share one run, which takes place in the context of the first of them without its job.
 * Each gets all elements in order, at its own pace; the last one to leave cancels the run. A flow that fails is not
 * cached, and its failure reaches every collector. Elements may be null.
 *
 * @param ttl how long, for example `"10m"`, counted from the beginning of the run; see [io.github.kashew.Ttl.of]
 * @param key the key; make it with [key] so that values are escaped
 * @param cache the cache; by default that of [withCache] where the flow is collected, or else the [DefaultCache]
 * @param tags what [deleteTags] invalidates it by; at most 16, and texts, not templates
 * @param options what else is said of the stream, such as `{ refreshAfter("7m") }`
 */
public inline fun <reified T> Flow<T>.cached(
    ttl: String,
    key: String,
    cache: Cache? = null,
    tags: List<String> = emptyList(),
    noinline options: StreamBuilder<*>.() -> Unit = {},
): Flow<T> = cachedFlowAt(flowElements<T>(), null, Ttl.of(ttl), key, tags, cache, options) { this }

/** As the other one, with a [ttl] such as `10.minutes`. */
public inline fun <reified T> Flow<T>.cached(
    ttl: Duration,
    key: String,
    cache: Cache? = null,
    tags: List<String> = emptyList(),
    noinline options: StreamBuilder<*>.() -> Unit = {},
): Flow<T> = cachedFlowAt(flowElements<T>(), null, ttl.toTtl(), key, tags, cache, options) { this }

/**
 * Returns the flow that [block] makes, cached for [ttl]; the block is called only where no stored one is found.
 *
 * Without a [key], the key is the function around the block and the values that the block captures, as in the other
 * cached blocks. See [Flow.cached] for what is shared and what is stored.
 *
 * @throws io.github.kashew.error.InvalidKeyException on collecting, if no key can be made of a keyless block
 */
public inline fun <reified T> cachedFlow(
    ttl: String,
    key: String? = null,
    cache: Cache? = null,
    tags: List<String> = emptyList(),
    noinline options: StreamBuilder<*>.() -> Unit = {},
    noinline block: suspend () -> Flow<T>,
): Flow<T> = cachedFlowAt(flowElements<T>(), siteOf(key, block), Ttl.of(ttl), key, tags, cache, options, block)

/** As the other one, with a [ttl] such as `10.minutes`. */
public inline fun <reified T> cachedFlow(
    ttl: Duration,
    key: String? = null,
    cache: Cache? = null,
    tags: List<String> = emptyList(),
    noinline options: StreamBuilder<*>.() -> Unit = {},
    noinline block: suspend () -> Flow<T>,
): Flow<T> = cachedFlowAt(flowElements<T>(), siteOf(key, block), ttl.toTtl(), key, tags, cache, options, block)

/**
 * Caches a function that returns flows: `cache.flowFunction("ticks:{symbol}", "10m") { symbol: String -> source(symbol) }`.
 *
 * @param template the template of the keys, with one root
 * @param options what else is said of the streams, such as `{ tags("symbol:{symbol}") }`
 * @throws io.github.kashew.error.InvalidKeyException if the template is malformed or has another number of roots
 */
public inline fun <A, reified T> Cache.flowFunction(
    template: String,
    ttl: String,
    noinline options: StreamBuilder<*>.() -> Unit = {},
    noinline block: (A) -> Flow<T>,
): CachedFlowFunction<A, T> = flowFunctionAt(flowElements<T>(), this, template, Ttl.of(ttl), options, block)

/** As the other one, with a [ttl] such as `10.minutes`. */
public inline fun <A, reified T> Cache.flowFunction(
    template: String,
    ttl: Duration,
    noinline options: StreamBuilder<*>.() -> Unit = {},
    noinline block: (A) -> Flow<T>,
): CachedFlowFunction<A, T> = flowFunctionAt(flowElements<T>(), this, template, ttl.toTtl(), options, block)

/** A function whose flows are cached, and can be invalidated by its argument. Thread-safe. Made by `cache.flowFunction`. */
public class CachedFlowFunction<A, T>
    internal constructor(
        private val elements: FlowElements<T>,
        private val stream: CacheStream<Any>,
        private val block: (A) -> Flow<T>,
    ) {
        /** Returns the flow of [a]; each collector looks it up anew. */
        public operator fun invoke(a: A): Flow<T> =
            flow {
                val args = Args.of(a)
                emitAll(elements.restored(collected { source -> stream.get(args) { source(elements.kept(block(a))) } }))
            }

        /** Deletes the stored flow of [a]; one that is being read is not stored. Answers whether there was one. */
        public suspend fun invalidate(a: A): Boolean = stream.invalidate(Args.of(a)).await()

        /** Returns the key of [a]. */
        public fun key(a: A): String = stream.key(Args.of(a))
    }

@PublishedApi
internal fun <A, T> flowFunctionAt(
    elements: FlowElements<T>,
    cache: Cache,
    template: String,
    ttl: Ttl,
    options: StreamBuilder<*>.() -> Unit,
    block: (A) -> Flow<T>,
): CachedFlowFunction<A, T> {
    val found = KeyTemplate.parse(template, cache.core.keyFormats()).arity()
    if (found != 1 && found != KeyTemplate.ANY_ARITY) {
        throw InvalidKeyException("template '$template' names $found arguments and the block has 1: name it once")
    }
    val stream =
        cache.core
            .stream(elements.type())
            .key(template)
            .ttl(ttl)
            .apply(options)
            .build()
    return CachedFlowFunction(elements, stream, block)
}

@PublishedApi
internal fun <T> cachedFlowAt(
    elements: FlowElements<T>,
    site: CallSite?,
    ttl: Ttl,
    key: String?,
    tags: List<String>,
    cache: Cache?,
    options: StreamBuilder<*>.() -> Unit,
    block: suspend () -> Flow<T>,
): Flow<T> =
    flow {
        val target = cache ?: CurrentCache.of(coroutineContext)
        val rendered = key ?: checkNotNull(site).key(block, target.captured)
        val stream =
            target.core
                .stream(elements.type())
                .ttl(ttl)
                .tags(*tags.toTypedArray())
                .apply(options)
                .build()
        val kept = elements.kept(flow { emitAll(block()) })
        emitAll(elements.restored(collected { source -> stream.getAt(rendered) { source(kept) } }))
    }

/** The stream of one collector, whose context the source runs in without its job. */
private suspend fun collected(
    stream: ((Flow<Any>) -> java.util.concurrent.Flow.Publisher<Any>) -> java.util.concurrent.Flow.Publisher<Any>,
): Flow<Any> {
    val outside = coroutineContext.minusKey(Job)
    return stream { it.asPublisher(outside + CacheContextElement(CacheContext.current())) }.asFlow()
}
