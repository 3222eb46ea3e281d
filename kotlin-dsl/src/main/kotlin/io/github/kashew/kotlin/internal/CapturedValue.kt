package io.github.kashew.kotlin.internal

import io.github.kashew.error.InvalidKeyException
import kotlinx.coroutines.CoroutineScope
import java.lang.reflect.Field
import java.lang.reflect.Modifier
import kotlin.coroutines.Continuation
import kotlin.coroutines.CoroutineContext

/**
 * One value that a block captured.
 *
 * @property name the name of the variable or parameter, `this` for the object around the function
 */
internal class CapturedValue private constructor(
    val name: String,
    val source: Field,
    private val function: EnclosingFunction,
) {
    /** True for the object around the function, for which other rules hold than for a value. */
    val isThis: Boolean get() = CapturedName.isOuterObject(source.name)

    /** What stands before the value in a key. */
    val separator: String get() = ":${KeyLiteral.escape(name)}="

    /** True if the value is written to the key as it is. */
    val isIntegral: Boolean get() = source.type in integral

    /** True if values may be of a type that the field's own does not show. */
    private val isOpen = !source.type.isPrimitive && !Modifier.isFinal(source.type.modifiers)

    /** Returns the text of [value] for a key. Called on every use of the block. */
    fun text(
        value: Any?,
        values: ValueText,
    ): String {
        if (isOpen && value != null) refuseType(value.javaClass)
        return try {
            values.render(name, value)
        } catch (e: InvalidKeyException) {
            throw refusal("has no stable text (${e.message})", e)
        }
    }

    /** Returns the exception for an object around the function of which a second instance is in use. */
    fun secondInstance(
        instance: Any,
        cause: InvalidKeyException,
    ): InvalidKeyException =
        function.refusal(
            "the block uses 'this', another instance of ${instance.javaClass.name} is in use, and without a " +
                "stable text the two would share their keys",
            "give key = ${function.suggestedKey()} with what tells the instances apart, or make it a record or a " +
                "data class or register a format for it",
            cause,
        )

    private fun refuseType(type: Class<*>) {
        val problem =
            when {
                type.name.startsWith(REF) -> {
                    "is a local variable that changes, so its value at the time of the call says nothing"
                }

                Function::class.java.isAssignableFrom(type) -> {
                    "is a function, which has no stable text; a helper that wraps a block takes the key as a parameter"
                }

                unstable.any { it.isAssignableFrom(type) } -> {
                    "of type ${type.name} belongs to this one call"
                }

                else -> {
                    return
                }
            }
        throw refusal(problem)
    }

    private fun refusal(
        problem: String,
        cause: Throwable? = null,
    ) = function.refusal("captured value '$name' $problem", "give key = ${function.suggestedKey()}", cause)

    companion object {
        private const val REF = "kotlin.jvm.internal.Ref$"

        private val integral: Set<Class<*>> =
            setOf(
                Long::class.java,
                Int::class.java,
                Short::class.java,
                Byte::class.java,
                Boolean::class.java,
            )

        private val unstable: List<Class<*>> =
            listOf(
                Lazy::class.java,
                CoroutineScope::class.java,
                CoroutineContext::class.java,
                Continuation::class.java,
            )

        /**
         * Returns what blocks of [blockClass] capture, sorted by name.
         *
         * @throws InvalidKeyException if one of the values can never be part of a key
         */
        fun all(
            blockClass: Class<*>,
            function: EnclosingFunction,
        ): List<CapturedValue> =
            fields(blockClass).map { field ->
                CapturedValue(nameOf(field), field, function).also { if (!it.isThis) it.refuseType(field.type) }
            }

        /** Names of captured values that an explicit key can surely be made of. */
        fun suggestedParts(blockClass: Class<*>): List<String> =
            fields(blockClass).filter { it.type in integral || it.type == String::class.java }.map(::nameOf)

        /** Variables of the block itself, such as its label and spilled values, are not final. */
        private fun fields(blockClass: Class<*>): List<Field> =
            blockClass.declaredFields
                .filter { Modifier.isFinal(it.modifiers) && !Modifier.isStatic(it.modifiers) }
                .sortedWith(compareBy<Field> { nameOf(it) }.thenBy { it.name }.thenBy { it.type.name })

        private fun nameOf(field: Field) = CapturedName.of(field.name)
    }
}
