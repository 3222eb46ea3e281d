package io.github.kashew.kotlin.internal

import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.async
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.flow.flowOf
import kotlinx.coroutines.flow.map
import kotlinx.coroutines.flow.toList
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withContext

internal suspend fun noCapture(): String = keyOf { 1 }

internal suspend fun byId(id: Long): String = keyOf { id }

internal suspend fun byId(id: String): String = keyOf { id }

internal suspend fun alike(
    id: Long,
    trace: List<Any>,
): String = keyOf { id }.also { trace.hashCode() }

internal suspend fun alike(
    id: Long,
    trace: java.awt.List,
): String = keyOf { id }.also { trace.hashCode() }

internal suspend fun unusedParameter(
    id: Long,
    trace: Any,
): String = keyOf { id }.also { trace.hashCode() }

internal suspend fun withDefaults(
    id: Long,
    language: String = "en",
    size: Int = 3,
): String = keyOf { "$id$language$size" }

internal suspend fun arrays(
    names: Array<List<String>>,
    vararg sizes: Int,
): String =
    keyOf {
        1
    }.also { names[sizes[0]] }

internal suspend fun String.extended(id: Long): String = keyOf { this + id }

context(name: String)
internal suspend fun inContext(id: Long): String = keyOf { name + id }

@Suppress("ktlint:standard:function-naming")
internal suspend fun `is it {this}`(`a=b`: Int): String = keyOf { `a=b` }

internal class Members {
    suspend fun byId(id: Long): String = keyOf { id }

    internal suspend fun internalById(id: Long): String = keyOf { id }

    internal suspend fun internalByUserId(id: UserId): String = keyOf { id }

    private suspend fun privateById(id: Long): String = keyOf { id }

    suspend fun callPrivate(id: Long): String = privateById(id)

    inner class Inner {
        suspend fun byId(id: Long): String = keyOf { id }
    }

    class Nested {
        suspend fun byId(id: Long): String = keyOf { id }
    }

    companion object {
        suspend fun byId(id: Long): String = keyOf { id }
    }
}

internal object Single {
    suspend fun byId(id: Long): String = keyOf { id }
}

@JvmInline
internal value class UserId(
    val value: Long,
)

@JvmInline
internal value class OrderId(
    val value: Long,
)

internal suspend fun byTypedId(id: UserId): String = keyOf { id }

internal suspend fun byTypedId(id: OrderId): String = keyOf { id }

internal suspend fun byTypedId(id: Long): String = keyOf { id }

internal interface Defaulted {
    suspend fun byId(id: Long): String = keyOf { id }
}

internal class DefaultedOnce : Defaulted

internal interface DefaultedTwice {
    object DefaultImpls {
        @JvmStatic
        suspend fun byId(
            receiver: DefaultedTwice,
            id: Long,
        ): String = keyOf { id }.also { receiver.hashCode() }
    }
}

internal open class Opened {
    open suspend fun byId(id: Long): String = keyOf { id }
}

internal class Overriding : Opened() {
    override suspend fun byId(id: Long): String = keyOf { id } + " " + super.byId(id)
}

internal suspend fun outerOfLocal(outer: Long): String {
    suspend fun local(id: Long): String = keyOf { outer + id }
    return local(2)
}

internal suspend fun nestedLambdas(id: Long): String =
    coroutineScope {
        val next = id + 1
        withContext(Dispatchers.Default) { async { keyOf { id + next } }.await() }
    }

internal suspend fun inMap(
    ids: List<Long>,
    name: String,
): List<String> = ids.map { keyOf { name + it } }

internal suspend fun inFlow(name: String): List<String> = flowOf(7).map { keyOf { name + it } }.toList()

internal suspend fun inCollector(name: String): String {
    var key = ""
    flowOf(7).collect { key = keyOf { name + it } }
    return key
}

internal fun inSequence(id: Int): String = sequence { yield(runBlocking { keyOf { id } }) }.first()

internal val inGetter: String get() = runBlocking { keyOf { 1 } }

internal interface Source {
    suspend fun first(id: Long): String

    suspend fun second(id: Long): String
}

internal fun sourceOf(name: String): Source =
    object : Source {
        override suspend fun first(id: Long): String = keyOf { name + id }

        override suspend fun second(id: Long): String = keyOf { name + id }
    }

internal val sourceInProperty: Source =
    object : Source {
        override suspend fun first(id: Long): String = keyOf { id }

        override suspend fun second(id: Long): String = keyOf { id }
    }

internal suspend fun inLocalClass(name: String): String {
    class Local {
        inner class Inner {
            suspend fun byId(id: Long): String = keyOf { name + id }
        }
    }
    return Local().Inner().byId(1)
}

internal suspend fun handThrough(block: suspend () -> Long): String = keyOf(block)

internal suspend fun handsOver(id: Long): String = handThrough { id }
