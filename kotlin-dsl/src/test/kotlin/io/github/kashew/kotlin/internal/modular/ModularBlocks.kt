package io.github.kashew.kotlin.internal.modular

import io.github.kashew.kotlin.internal.keyOf
import kotlinx.coroutines.runBlocking

/** Keyless blocks that a test loads into a named module which exports this package and opens none. */
public class ModularBlocks : (Long) -> String {
    private val name = "n"

    public fun block(id: Long): suspend () -> Long = { id }

    override fun invoke(id: Long): String = runBlocking { find(id, "t") }

    private suspend fun find(
        id: Long,
        text: String,
    ): String = keyOf { name + id + text }
}
