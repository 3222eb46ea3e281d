package io.github.kashew.kotlin

import io.github.kashew.kotlin.internal.ValueText
import io.github.kashew.Cache as CoreCache

/**
 * A cache for coroutines: the same as its [core], with suspending operations and blocks.
 *
 * Operations suspend instead of answering with a stage, and a hit in memory does not suspend. A cancelled caller stops
 * waiting; it never cancels what others wait for. Cached values are shared with everybody who reads them from memory, so
 * treat them as immutable. This class is threadsafe.
 *
 * ```
 * val cache = Cache { route("", "mem://?size=10000") }
 *
 * cache.set("answer", 42, ttl = "1h")
 * val answer: Int? = cache.get("answer")
 * ```
 *
 * @property core the cache for Java, to hand to code that wants one
 */
public open class Cache(
    public val core: CoreCache,
) : AutoCloseable {
    internal val captured = ValueText { name, value -> core.keyFormats().text(name, value) }

    /** See [io.github.kashew.Cache.close]. */
    override fun close() {
        core.close()
    }

    /** Two are equal if they are facades of the same cache. */
    override fun equals(other: Any?): Boolean = other is Cache && core === other.core

    /** Agrees with [equals]. */
    override fun hashCode(): Int = System.identityHashCode(core)

    /** Names the cache. */
    override fun toString(): String = core.toString()

    /** Opens caches. */
    public companion object {
        /**
         * Opens a cache with one route for all keys.
         *
         * @param url for example `mem://?size=10000`
         * @throws io.github.kashew.error.NotConfiguredException if the URL is refused; the message says why
         */
        public fun open(url: String): Cache = Cache(CoreCache.open(url))
    }
}

/** Builds a cache; see [CacheConfiguration] for what can be said in the block. */
public fun Cache(configure: CacheConfiguration.() -> Unit): Cache {
    val builder = CoreCache.builder()
    CacheConfiguration(builder).configure()
    return Cache(builder.build())
}

/** Returns this cache for coroutines. */
public fun CoreCache.asKotlin(): Cache = Cache(this)
