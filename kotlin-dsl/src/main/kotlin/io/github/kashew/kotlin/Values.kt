package io.github.kashew.kotlin

import io.github.kashew.Entry
import io.github.kashew.Ttl
import io.github.kashew.TypeRef
import io.github.kashew.kotlin.internal.callPlace
import io.github.kashew.spi.WriteCondition
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.mapNotNull
import kotlinx.coroutines.future.await
import kotlinx.coroutines.jdk9.asFlow
import java.util.concurrent.CompletionStage
import kotlin.time.Duration

/** Answers the value of [key], or null where there is none of that type. A stored failure is thrown. */
public suspend inline fun <reified V> Cache.get(key: String): V? = core.get(key, callPlace<V>().type).answer()

/** Answers the entry of [key] with its times, or null where there is none of that type. */
public suspend inline fun <reified V> Cache.entry(key: String): Entry<V>? = core.entry(key, callPlace<V>().type).await()

/** Answers the values of those [keys] that have one, in their order. */
public suspend inline fun <reified V> Cache.getMany(keys: Collection<String>): Map<String, V> =
    core.getMany(keys, callPlace<V>().type).await()

/**
 * The keys that match and their values, as a collector asks for them.
 *
 * @param pattern a glob: `*` for any text, `?` for one character, all else literal
 */
public inline fun <reified V : Any> Cache.getMatch(pattern: String): Flow<Pair<String, V>> =
    core
        .getMatch(pattern, callPlace<V>().type)
        .asFlow()
        .mapNotNull { (key, entry) -> if (entry.failure() == null) key to entry.value() else null }

/** Stores [value] for ever, or until there is no space. A ttl that the key had is cleared. */
public suspend inline fun <reified V> Cache.set(
    key: String,
    value: V,
) {
    write(key, value, callPlace<V>().type, Ttl.forever(), WriteCondition.ALWAYS)
}

/** Stores [value] for [ttl], whatever the key held. */
public suspend inline fun <reified V> Cache.set(
    key: String,
    value: V,
    ttl: String,
) {
    write(key, value, callPlace<V>().type, Ttl.of(ttl), WriteCondition.ALWAYS)
}

/** Stores [value] for [ttl], whatever the key held. */
public suspend inline fun <reified V> Cache.set(
    key: String,
    value: V,
    ttl: Duration,
) {
    val place = callPlace<V>()
    write(key, value, place.type, place.ttl(ttl), WriteCondition.ALWAYS)
}

/** Stores [value] for [ttl] if the key holds nothing; answers whether it did. */
public suspend inline fun <reified V> Cache.setIfAbsent(
    key: String,
    value: V,
    ttl: Ttl = Ttl.forever(),
): Boolean = write(key, value, callPlace<V>().type, ttl, WriteCondition.IF_ABSENT)

/** Stores [value] for [ttl] if the key holds something; answers whether it did. */
public suspend inline fun <reified V> Cache.setIfPresent(
    key: String,
    value: V,
    ttl: Ttl = Ttl.forever(),
): Boolean = write(key, value, callPlace<V>().type, ttl, WriteCondition.IF_PRESENT)

/** Awaits a stage; the caller's state is kept only if there is something to wait for. */
@PublishedApi
internal suspend inline fun <T> CompletionStage<T>.answer(): T {
    val future = toCompletableFuture()
    return if (future.isDone && !future.isCompletedExceptionally) future.getNow(null) else await()
}

@PublishedApi
internal suspend fun <V> Cache.write(
    key: String,
    value: V,
    type: TypeRef<V>,
    ttl: Ttl,
    condition: WriteCondition,
): Boolean = core.set(key, value, type, ttl, condition).await()

/** Stores several values for [ttl], whatever the keys held. */
public suspend fun Cache.setMany(
    values: Map<String, Any>,
    ttl: Ttl = Ttl.forever(),
) {
    core.setMany(values, ttl).await()
}

/** Answers what is stored at [key] as it is stored: the object in memory, the bytes elsewhere; null where nothing is. */
public suspend fun Cache.getRaw(key: String): Any? = core.getRaw(key).await()

/** Stores [value] as it is, past codecs and signatures: any object in memory, bytes elsewhere. */
public suspend fun Cache.setRaw(
    key: String,
    value: Any,
    ttl: Ttl = Ttl.forever(),
) {
    core.setRaw(key, value, ttl).await()
}
