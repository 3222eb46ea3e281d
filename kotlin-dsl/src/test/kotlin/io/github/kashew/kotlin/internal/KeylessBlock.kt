package io.github.kashew.kotlin.internal

import io.github.kashew.error.InvalidKeyException

/** Returns the key that a keyless block gets here; of the same shape as the functions that cache a block. */
internal suspend inline fun <reified V> keyOf(noinline block: suspend () -> V): String =
    checkNotNull(siteOf(null, block)).key(block, TestText)

/** Text for scalars, data classes and collections; refuses everything else, and escapes separators. */
internal object TestText : ValueText {
    override fun render(
        name: String,
        value: Any?,
    ): String =
        when (value) {
            null -> "%00"
            is String -> if (value.any { it in ":=%*?" }) value.flatMap { hex(it) }.joinToString("") else value
            is Number, is Boolean, is Char -> value.toString()
            is Enum<*> -> value.name
            is List<*> -> value.joinToString(",", "[", "]") { render(name, it) }
            else -> structured(name, value)
        }

    private fun hex(char: Char): List<Char> = if (char in ":=%*?") "%%%02X".format(char.code).toList() else listOf(char)

    private fun structured(
        name: String,
        value: Any,
    ): String {
        val components =
            value.javaClass.methods
                .filter { it.name.matches(Regex("component\\d+")) }
                .sortedBy { it.name }
        if (components.isEmpty()) {
            throw InvalidKeyException("parameter '$name' of type ${value.javaClass.simpleName} has no key form")
        }
        return components.joinToString(",", "(", ")") { render(name, it.apply { isAccessible = true }(value)) }
    }
}
