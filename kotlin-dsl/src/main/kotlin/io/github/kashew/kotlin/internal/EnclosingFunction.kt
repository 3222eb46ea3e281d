package io.github.kashew.kotlin.internal

import io.github.kashew.error.InvalidKeyException

/**
 * The function that a person wrote around a block.
 *
 * @property text class, name and parameter types, different for overloads
 * @property topLevelClass the outermost class around the function
 */
internal class EnclosingFunction private constructor(
    val text: String,
    val topLevelClass: Class<*>,
    private val keyArguments: List<String>,
) {
    /** Returns an explicit key that the author can write instead. */
    fun suggestedKey(): String = keyArguments.joinToString(prefix = "key(", postfix = ")")

    /** Returns the exception that says why a block in this function cannot go without a key, and what to write. */
    fun refusal(
        why: String,
        instead: String,
        cause: Throwable? = null,
    ): InvalidKeyException = refusal(text, why, instead, cause)

    companion object {
        /**
         * Returns the function around [blockClass].
         *
         * @throws InvalidKeyException if it is not the class of a suspend lambda that is written inside a function
         */
        fun of(blockClass: Class<*>): EnclosingFunction {
            if (!WrittenCode.isSuspendLambda(blockClass)) {
                throw refusal(
                    blockClass.name,
                    "a callable reference, a converted function or an object of a class is not a block that is " +
                        "written in place, and hides what it works on",
                    "write a lambda in place or give key = key(\"name\", …)",
                )
            }
            val method =
                WrittenCode.functionAround(blockClass) ?: throw refusal(
                    blockClass.name,
                    "the block is not written inside a function but in a property, a constructor or a lambda kept in " +
                        "one, such as the body of a test (or a shrinker removed the attribute EnclosingMethod)",
                    "give key = key(\"name\", …)",
                )
            val keyArguments = listOf("\"${FunctionText.nameOf(method)}\"") + CapturedValue.suggestedParts(blockClass)
            val topLevelClass = generateSequence(method.declaringClass) { it.enclosingClass }.last()
            return EnclosingFunction(KeyLiteral.escape(FunctionText.of(method)), topLevelClass, keyArguments)
        }

        private fun refusal(
            where: String,
            why: String,
            instead: String,
            cause: Throwable? = null,
        ) = InvalidKeyException("keyless block in $where: $why; $instead", cause)
    }
}
