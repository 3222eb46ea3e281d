package io.github.kashew.kotlin.internal

import io.github.kashew.error.InvalidKeyException
import java.lang.reflect.Method
import java.lang.reflect.Modifier
import kotlin.coroutines.Continuation

/**
 * The function that a person wrote around a block.
 *
 * @property text class, function and parameter types; the same in every process that runs the same source, different
 * for overloads
 * @property name the function's name as its author knows it
 * @property topLevelClass the outermost class around the function
 */
internal class EnclosingFunction private constructor(
    val text: String,
    val name: String,
    val topLevelClass: Class<*>,
    private val parts: List<String>,
) {
    /** Returns an explicit key that the author can write instead. */
    fun suggestedKey(): String = (listOf("\"$name\"") + parts).joinToString(prefix = "key(", postfix = ")")

    /** Returns the exception that says why a block in this function cannot go without a key, and what to write. */
    fun refusal(why: String, instead: String, cause: Throwable? = null): InvalidKeyException =
        refusal(text, why, instead, cause)

    companion object {
        private const val INLINED = "$\$inlined$"
        private const val OPEN_BODY = "\$suspendImpl"
        private const val DEFAULT_BODIES = "DefaultImpls"
        private const val LAMBDA_KIND = 3
        private val ordinals = Regex("(\\$\\d+)+$")

        /**
         * Returns the function around [blockClass].
         *
         * @throws InvalidKeyException if it is not the class of a suspend lambda that is written inside a function
         */
        fun of(blockClass: Class<*>): EnclosingFunction {
            if (!isSuspendLambda(blockClass)) {
                throw refusal(
                    blockClass.name,
                    "a callable reference, a converted function or an object of a class is not a block that is " +
                        "written in place, and hides what it works on",
                    "write a lambda in place or give key = key(\"name\", …)",
                )
            }
            val method = writtenMethod(blockClass, blockClass)
            val top = generateSequence(method.declaringClass) { it.enclosingClass }.last()
            return EnclosingFunction(escaped(textOf(method, blockClass)), plainName(method), top, CapturedValue.suggestedParts(blockClass))
        }

        /** Climbs from a class to the nearest method around it that is not the body of a lambda. */
        private fun writtenMethod(inner: Class<*>, blockClass: Class<*>): Method {
            var type = inner
            while (true) {
                val method = type.enclosingMethod ?: throw withoutFunction(blockClass)
                type = method.declaringClass
                if (!isGenerated(type)) return method
            }
        }

        private fun withoutFunction(blockClass: Class<*>) =
            refusal(
                blockClass.name,
                "the block is not written inside a function but in a property, a constructor or a lambda kept in one, " +
                    "such as the body of a test (or a shrinker removed the attribute EnclosingMethod)",
                "give key = key(\"name\", …)",
            )

        private fun textOf(method: Method, blockClass: Class<*>): String {
            val owner = method.declaringClass
            var parameters = method.parameterTypes.asList()
            if (parameters.lastOrNull() == Continuation::class.java) parameters = parameters.dropLast(1)
            val defaultBody = isDefaultBodies(owner)
            if (defaultBody || method.name.endsWith(OPEN_BODY)) parameters = parameters.drop(1)
            val ownerText = textOf(if (defaultBody) owner.enclosingClass else owner, blockClass)
            return parameters.joinToString(",", "$ownerText.${stableName(method)}(", ")") { it.typeName }
        }

        /** Names a class without the numbers that the compiler gives to anonymous ones. */
        private fun textOf(type: Class<*>, blockClass: Class<*>): String =
            when {
                type.enclosingMethod != null -> {
                    val around = textOf(writtenMethod(type, blockClass), blockClass)
                    if (type.isAnonymousClass) around else "$around.${type.simpleName}"
                }

                type.isAnonymousClass -> type.name.replace(ordinals, "")

                type.isMemberClass -> "${textOf(type.declaringClass, blockClass)}$${type.simpleName}"

                else -> type.name
            }

        /**
         * The method's name without what depends on the build.
         *
         * Internal functions carry the name of their module after a dollar sign; they compile to public methods, local
         * functions, whose names have a dollar sign as well, to private ones. The hash of value-class parameters stays:
         * it is part of the binary interface and all that tells such overloads apart.
         */
        private fun stableName(method: Method): String {
            val name = method.name
            return when {
                name.endsWith(OPEN_BODY) -> name.removeSuffix(OPEN_BODY)
                Modifier.isPublic(method.modifiers) && name.lastIndexOf('$') > 0 -> name.substringBeforeLast('$')
                else -> name
            }
        }

        private fun plainName(method: Method) = 
            stableName(method).replace(ordinals, "").substringAfterLast('$').substringBefore('-')

        private fun isDefaultBodies(type: Class<*>) =
            type.simpleName == DEFAULT_BODIES && type.enclosingClass?.isInterface == true

        private fun isSuspendLambda(type: Class<*>) =
            Continuation::class.java.isAssignableFrom(type) && Function::class.java.isAssignableFrom(type)

        /** True for the classes of lambdas, and of objects that inlining copied out of another function. */
        private fun isGenerated(type: Class<*>) =
            isSuspendLambda(type) ||
                INLINED in type.name ||
                type.getAnnotation(Metadata::class.java)?.kind == LAMBDA_KIND

        /** Keeps what is safe in a key, so that no name written in backticks can act as a pattern or a separator. */
        internal fun escaped(text: String): String {
            if (text.all(::isPlain)) return text
            return buildString {
                text.codePoints().forEach { point ->
                    if (point <= Char.MAX_VALUE.code && isPlain(point.toChar())) {
                        append(point.toChar())
                    } else {
                        for (byte in Character.toString(point).toByteArray()) append('%').append(HEX.toHexDigits(byte))
                    }
                }
            }
        }

        private fun isPlain(char: Char) = char.isLetterOrDigit() || char in "._$-(),[]"

        private val HEX = java.util.HexFormat.of().withUpperCase()

        private fun refusal(where: String, why: String, instead: String, cause: Throwable? = null) =
            InvalidKeyException("keyless block in $where: $why; $instead", cause)
    }
}
