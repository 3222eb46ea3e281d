package io.github.kashew.kotlin

import io.github.kashew.ByteSettings
import io.github.kashew.CacheBuilder
import io.github.kashew.CommandKind
import io.github.kashew.Middleware
import io.github.kashew.RouteBuilder
import io.github.kashew.TypeRef
import io.github.kashew.codec.Codec
import io.github.kashew.key.KeyFormats
import io.github.kashew.spi.CacheClock
import io.github.kashew.spi.RemovalListener
import java.util.concurrent.Executor
import kotlin.reflect.KClass

/** Keeps the words of an inner block from being used by mistake on an outer one. */
@DslMarker
@Target(AnnotationTarget.CLASS)
public annotation class KashewDsl

/**
 * What can be said about a cache; each word is one of [CacheBuilder].
 *
 * @property builder for what has no word here
 */
@KashewDsl
public class CacheConfiguration internal constructor(
    public val builder: CacheBuilder,
) {
    /** See [CacheBuilder.name]. */
    public fun name(name: String) {
        builder.name(name)
    }

    /** Keeps the keys that begin with [prefix] in the store that [url] names; see [CacheBuilder.route]. */
    public fun route(
        prefix: String,
        url: String,
        options: RouteConfiguration.() -> Unit = {},
    ) {
        builder.route(prefix, url) { RouteConfiguration(it).options() }
    }

    /** Says how values become bytes on all routes that keep bytes; see [CacheBuilder.bytes]. */
    public fun bytes(options: BytesConfiguration.() -> Unit) {
        builder.bytes { BytesConfiguration(it).options() }
    }

    /** See [CacheBuilder.middleware]. */
    public fun middleware(around: Middleware) {
        builder.middleware(around)
    }

    /** See [CacheBuilder.clock]. */
    public fun clock(clock: CacheClock) {
        builder.clock(clock)
    }

    /** See [CacheBuilder.executor]. */
    public fun executor(executor: Executor) {
        builder.executor(executor)
    }

    /** See [CacheBuilder.keyFormats]. */
    public fun keyFormats(formats: KeyFormats) {
        builder.keyFormats(formats)
    }

    /** See [CacheBuilder.removalListener]. */
    public fun removalListener(listener: RemovalListener) {
        builder.removalListener(listener)
    }

    /** See [CacheBuilder.failures]. */
    public fun failures(
        type: KClass<out Throwable>,
        vararg orOf: KClass<out Throwable>,
    ) {
        builder.failures(type.java, *classes(orOf))
    }
}

/**
 * How values become bytes; each word is one of [ByteSettings].
 *
 * @property settings for what has no word here
 */
@KashewDsl
public open class BytesConfiguration internal constructor(
    public val settings: ByteSettings<*>,
) {
    /** Signs what is stored with [signing], and accepts what was signed with one of [alsoAccepted] too. */
    public fun secret(
        signing: String,
        vararg alsoAccepted: String,
    ) {
        settings.secret(signing, *alsoAccepted)
    }

    /** Compresses with the compressor of a name, such as `gzip` or `zstd`. */
    public fun compress(compressor: String) {
        settings.compress(compressor)
    }

    /** Sets the codec of every type that it supports and that has none of its own. */
    public fun codec(codec: Codec) {
        settings.codec(codec)
    }

    /** See [ByteSettings.schema]. */
    public fun schema(number: Int) {
        settings.schema(number)
    }

    /** Reads values of an older shape [O] as [V]; see [io.github.kashew.Migration]. */
    public inline fun <reified O : Any, reified V : Any> migrate(noinline step: (O) -> V) {
        settings.migrate(object : TypeRef<O>() {}, object : TypeRef<V>() {}, step)
    }

    /** Answers stored failures of a class as failures of that class; see [ByteSettings.failure]. */
    public inline fun <reified X : Throwable> failure(noinline made: (message: String) -> X) {
        settings.failure(X::class.java, made)
    }
}

/**
 * What can be said about a route beyond its URL; each word is one of [RouteBuilder].
 *
 * @property builder for what has no word here
 */
@KashewDsl
public class RouteConfiguration internal constructor(
    public val builder: RouteBuilder,
) : BytesConfiguration(builder) {
    /** See [RouteBuilder.middleware]. */
    public fun middleware(around: Middleware) {
        builder.middleware(around)
    }

    /** See [RouteBuilder.weigher]. */
    public fun weigher(bytes: (key: String, value: Any?) -> Int) {
        builder.weigher(bytes)
    }

    /** See [RouteBuilder.suppress]. */
    public fun suppress(suppress: Boolean) {
        builder.suppress(suppress)
    }

    /** See [RouteBuilder.disable]. */
    public fun disable(vararg kinds: CommandKind) {
        builder.disable(*kinds)
    }

    /** See [RouteBuilder.requireContext]. */
    public fun requireContext(name: String) {
        builder.requireContext(name)
    }
}
