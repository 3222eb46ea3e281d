package io.github.kashew.kotlin

import kotlinx.coroutines.async
import kotlinx.coroutines.coroutineScope
import java.util.concurrent.atomic.AtomicInteger

/** Counts the loads of keyless functions: blocks do not capture an object, so it is in no key. */
internal object KeylessLoads {
    private val count = AtomicInteger()

    fun next(): Int = count.incrementAndGet()
}

internal data class Query(
    val text: String,
    val page: Int,
)

internal class Session

internal suspend fun noArguments(): Int = cached("1h") { KeylessLoads.next() }

internal suspend fun byId(id: Long): String = cached("1h") { "$id#${KeylessLoads.next()}" }

internal suspend fun byId(id: String): String = cached("1h") { "$id#${KeylessLoads.next()}" }

internal suspend fun withDefaults(
    id: Int,
    language: String = "en",
): String = cached("1h") { "$id$language#${KeylessLoads.next()}" }

internal suspend fun byQuery(query: Query): String = cached("1h") { "$query#${KeylessLoads.next()}" }

internal suspend fun String.extended(size: Int): String = cached("1h") { "$this$size#${KeylessLoads.next()}" }

internal suspend fun throughStrategy(
    cache: Cache,
    id: Int,
): String = cache.through(simple("1h")) { "$id#${KeylessLoads.next()}" }

internal suspend fun inCoroutines(id: Int): String =
    coroutineScope {
        async { cached("1h") { "$id#${KeylessLoads.next()}" } }.await()
    }

internal suspend fun eachOf(ids: List<Int>): List<String> = ids.map { cached("1h") { "$it#${KeylessLoads.next()}" } }

internal suspend fun nullable(id: Int): String? =
    cached("1h") {
        KeylessLoads.next()
        if (id < 0) null else "$id"
    }

internal class Users(
    private val prefix: String,
) {
    suspend fun byId(id: Int): String = cached("1h") { "$id#${KeylessLoads.next()}" }

    suspend fun prefixed(id: Int): String = cached("1h") { "$prefix$id#${KeylessLoads.next()}" }

    companion object {
        suspend fun first(): String = cached("1h") { "first#${KeylessLoads.next()}" }
    }
}

internal data class Region(
    val name: String,
) {
    suspend fun report(year: Int): String = cached("1h") { "$name$year#${KeylessLoads.next()}" }
}

/** What an application may write around the library's own function. */
internal suspend inline fun <reified T> mine(
    name: String,
    noinline block: suspend () -> T,
): T = cached("10m", key = key("mine", name), block = block)

internal suspend inline fun keylessInline(id: Int): String = cached("1h") { "$id#${KeylessLoads.next()}" }

internal suspend fun firstCaller(id: Int): String = keylessInline(id)

internal suspend fun secondCaller(id: Int): String = keylessInline(id)

internal suspend fun twoBlocks(id: Int): String =
    if (id > 0) cached("1h") { "positive $id" } else cached("1h") { "negative $id" }

internal suspend fun mutableLocal(id: Int): Int {
    var calls = 0
    return cached("1h") { id + calls++ } + calls
}

internal suspend fun unstable(
    id: Int,
    session: Session,
): String = cached("1h") { "$id$session" }

internal suspend fun takesFunction(
    id: Int,
    then: (Int) -> Int,
): Int = cached("1h") { then(id) }

internal suspend fun wraps(block: suspend () -> Int): Int = cached("1h") { block() }

internal suspend fun batchOf(
    ids: List<Int>,
    language: String,
): Map<Int, String> = cachedAll(ids, "1h") { missing -> missing.associateWith { "$it$language" } }
