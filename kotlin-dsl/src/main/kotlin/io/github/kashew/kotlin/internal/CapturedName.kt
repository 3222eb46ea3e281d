package io.github.kashew.kotlin.internal

/** Reads the names that the compiler gives to the fields of a block. */
internal object CapturedName {
    private const val THIS = "this"
    private const val INLINED = "\$inlined"
    private const val VALUE_CLASS = "$\$v\$c$"
    private val outerObject = Regex("\\$?this(?:\\$(\\d+))?")

    /** Returns the name in the source: no dollar sign before it, no mark of inlining, no value class. */
    fun of(fieldName: String): String {
        outerLevel(fieldName)?.let { return if (it == 0) THIS else "$THIS$$it" }
        val name = fieldName.removeSuffix(INLINED)
        return if (name.startsWith(VALUE_CLASS)) {
            name.substringAfterLast("$-").substringBeforeLast("$")
        } else {
            name.removePrefix("$")
        }
    }

    /** Returns true for an object around the function, of any level. */
    fun isOuterObject(fieldName: String): Boolean = outerLevel(fieldName) != null

    private fun outerLevel(fieldName: String): Int? =
        outerObject.matchEntire(fieldName.removeSuffix(INLINED))?.let { it.groupValues[1].toIntOrNull() ?: 0 }
}
