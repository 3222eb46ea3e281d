package io.github.kashew.kotlin.internal

import io.github.kashew.BatchLoader
import io.github.kashew.key.Args
import java.util.concurrent.CompletionStage
import kotlin.coroutines.CoroutineContext

/**
 * Loads many values by one suspending block; see [LoadsOfCall] for how it runs.
 *
 * @param id returns the id that a call was made of
 */
internal class CoroutineBatchLoader<K, V>(
    caller: CoroutineContext,
    private val id: (Args) -> K,
    private val load: suspend (missing: List<K>) -> Map<K, V>,
) : LoadsOfCall(caller),
    BatchLoader<V> {
    override fun load(missing: List<Args>): CompletionStage<Map<Args, V>> =
        begin {
            val ids = missing.associateBy(id)
            val loaded = load(ids.keys.toList())
            buildMap { ids.forEach { (id, args) -> if (id in loaded) put(args, loaded.getValue(id)) } }
        }
}
