package io.github.kashew.kotlin.internal

/**
 * Turns one captured value into its part of a key.
 *
 * Different values must give different texts, and a text must not contain an unescaped `:`. Implementations are
 * called from any thread.
 */
internal fun interface ValueText {
    /**
     * Returns the escaped text of [value], which the block captured under [name].
     *
     * @throws io.github.kashew.error.InvalidKeyException if [value] has no text that is the same for equal values
     */
    fun render(
        name: String,
        value: Any?,
    ): String
}
