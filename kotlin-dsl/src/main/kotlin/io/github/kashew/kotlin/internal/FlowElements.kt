package io.github.kashew.kotlin.internal

import io.github.kashew.TypeRef
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.map

/**
 * How the elements of a flow are kept: as they are, or each in a list of its own where it may be null, which no element of a
 * stream is.
 */
@PublishedApi
internal class FlowElements<T>
    @PublishedApi
    internal constructor(
        private val plain: TypeRef<T>,
        private val inLists: TypeRef<List<T>>?,
    ) {
        /** Returns what is kept. */
        @Suppress("UNCHECKED_CAST") // neither has null
        fun type(): TypeRef<Any> = (inLists?.withoutNull() ?: plain) as TypeRef<Any>

        @Suppress("UNCHECKED_CAST") // elements that are not in lists are not null
        fun kept(flow: Flow<T>): Flow<Any> = if (inLists == null) flow as Flow<Any> else flow.map { listOf(it) }

        @Suppress("UNCHECKED_CAST") // what was kept comes back
        fun restored(flow: Flow<Any>): Flow<T> =
            if (inLists == null) flow as Flow<T> else flow.map { (it as List<T>).single() }
    }

@PublishedApi
internal inline fun <reified T> flowElements(): FlowElements<T> =
    FlowElements(reifiedType<T>(), if (null is T) reifiedType<List<T>>() else null)
