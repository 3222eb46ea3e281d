package io.github.kashew.kotlin

import io.github.kashew.CachePlan
import io.github.kashew.key.Args
import io.github.kashew.kotlin.internal.ArgumentLoader
import io.github.kashew.kotlin.internal.CoroutineBatchLoader
import io.github.kashew.kotlin.internal.CoroutineLoader
import io.github.kashew.kotlin.internal.answerOf
import kotlinx.coroutines.future.await
import kotlin.coroutines.coroutineContext

/**
 * A function whose values are cached, and whose entries can be invalidated by its arguments.
 *
 * Thread-safe. Made by `cache.value`.
 */
public class CachedValue<V>
    @PublishedApi
    internal constructor(
        private val plan: CachePlan<V>,
        private val block: suspend () -> V,
    ) {
        /** Answers the value, loading it if the cache has none. */
        public suspend operator fun invoke(): V = plan.call(Args.of(), block)

        /** Deletes the entry; a load in flight is not stored. Answers whether there was one. */
        public suspend fun invalidate(): Boolean = plan.invalidate(Args.of()).await()

        /** Loads and stores whatever is there, and answers the new value. */
        public suspend fun refresh(): V = plan.reload(Args.of(), block)

        /** Returns the key. */
        public fun key(): String = plan.key(Args.of())

        /** Draws the chain, for example `user:{id} = simple(1h) → loader`. */
        override fun toString(): String = plan.toString()
    }

/** A [CachedValue] of one argument. */
public class CachedFunction1<A, V>
    @PublishedApi
    internal constructor(
        private val plan: CachePlan<V>,
        private val block: suspend (A) -> V,
    ) {
        /** Answers the value of [a], loading it if the cache has none. */
        public suspend operator fun invoke(a: A): V =
            ArgumentLoader(coroutineContext, block, a).answerOf { plan.get(Args.of(a), it) }

        /**
         * Answers the values of [arguments]: those that the cache has, and for all others what one run of [load] brings.
         *
         * An argument that [load] leaves out of its result is left out here, too.
         */
        public suspend fun getAll(
            arguments: Collection<A>,
            load: suspend (missing: List<A>) -> Map<A, V>,
        ): Map<A, V> {
            val calls = LinkedHashMap<Args, A>()
            arguments.forEach { calls[Args.of(it)] = it }
            return CoroutineBatchLoader(coroutineContext, { calls.getValue(it) }, load)
                .answerOf { plan.getAll(calls.keys, it) }
                .mapKeys { (args, _) -> calls.getValue(args) }
        }

        /** Deletes the entry of [a]; a load in flight is not stored. Answers whether there was one. */
        public suspend fun invalidate(a: A): Boolean = plan.invalidate(Args.of(a)).await()

        /** Loads and stores the value of [a] whatever is there, and answers it. */
        public suspend fun refresh(a: A): V = plan.reload(Args.of(a)) { block(a) }

        /** Returns the key of [a]. */
        public fun key(a: A): String = plan.key(Args.of(a))

        /** Draws the chain, for example `user:{id} = simple(1h) → loader`. */
        override fun toString(): String = plan.toString()
    }

/** A [CachedValue] of two arguments. */
public class CachedFunction2<A, B, V>
    @PublishedApi
    internal constructor(
        private val plan: CachePlan<V>,
        private val block: suspend (A, B) -> V,
    ) {
        /** Answers the value, loading it if the cache has none. */
        public suspend operator fun invoke(
            a: A,
            b: B,
        ): V = plan.call(Args.of(a, b)) { block(a, b) }

        /** Deletes the entry; a load in flight is not stored. Answers whether there was one. */
        public suspend fun invalidate(
            a: A,
            b: B,
        ): Boolean = plan.invalidate(Args.of(a, b)).await()

        /** Loads and stores the value whatever is there, and answers it. */
        public suspend fun refresh(
            a: A,
            b: B,
        ): V = plan.reload(Args.of(a, b)) { block(a, b) }

        /** Returns the key. */
        public fun key(
            a: A,
            b: B,
        ): String = plan.key(Args.of(a, b))

        /** Draws the chain, for example `user:{id} = simple(1h) → loader`. */
        override fun toString(): String = plan.toString()
    }

/** A [CachedValue] of three arguments. */
public class CachedFunction3<A, B, C, V>
    @PublishedApi
    internal constructor(
        private val plan: CachePlan<V>,
        private val block: suspend (A, B, C) -> V,
    ) {
        /** Answers the value, loading it if the cache has none. */
        public suspend operator fun invoke(
            a: A,
            b: B,
            c: C,
        ): V = plan.call(Args.of(a, b, c)) { block(a, b, c) }

        /** Deletes the entry; a load in flight is not stored. Answers whether there was one. */
        public suspend fun invalidate(
            a: A,
            b: B,
            c: C,
        ): Boolean = plan.invalidate(Args.of(a, b, c)).await()

        /** Loads and stores the value whatever is there, and answers it. */
        public suspend fun refresh(
            a: A,
            b: B,
            c: C,
        ): V = plan.reload(Args.of(a, b, c)) { block(a, b, c) }

        /** Returns the key. */
        public fun key(
            a: A,
            b: B,
            c: C,
        ): String = plan.key(Args.of(a, b, c))

        /** Draws the chain, for example `user:{id} = simple(1h) → loader`. */
        override fun toString(): String = plan.toString()
    }

private suspend fun <V> CachePlan<V>.call(
    args: Args,
    block: suspend () -> V,
): V = CoroutineLoader(coroutineContext, block).answerOf { get(args, it) }

private suspend fun <V> CachePlan<V>.reload(
    args: Args,
    block: suspend () -> V,
): V = CoroutineLoader(coroutineContext, block).answerOf { refresh(args, it) }
