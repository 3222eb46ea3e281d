package io.github.kashew.kotlin.internal

import java.lang.invoke.MethodHandle

/**
 * The place of one keyless block: what its keys begin with, and how the rest is read from the block.
 *
 * This class is threadsafe.
 *
 * @property root the function that a person wrote around the block, such as `com.example.UserService.user(long)`
 */
@PublishedApi
internal class CallSite(
    @JvmField val root: String,
    private val keyHandle: MethodHandle,
) {
    /**
     * Returns the key of [block]: the root, and what the block captured, by name in sorted order.
     *
     * Captured integers and booleans are written as they are; [values] writes all others.
     *
     * @throws io.github.kashew.error.InvalidKeyException if a captured value has no stable text
     */
    fun key(
        block: Any,
        values: ValueText,
    ): String = keyHandle.invokeExact(block, values) as String

    override fun toString(): String = root
}
