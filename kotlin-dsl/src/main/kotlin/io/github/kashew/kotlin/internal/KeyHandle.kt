package io.github.kashew.kotlin.internal

import java.lang.invoke.MethodHandle
import java.lang.invoke.MethodHandles
import java.lang.invoke.MethodType.methodType
import java.lang.invoke.StringConcatFactory

/**
 * Compiles the way from a block to its key into one method handle, so that reading a captured number allocates nothing
 * but the key.
 */
internal object KeyHandle {
    private val lookup = MethodHandles.lookup()
    private val textType = methodType(String::class.java, Any::class.java, ValueText::class.java)
    private val valueText = lookup.findVirtual(CapturedValue::class.java, "text", textType)
    private val thisPart = lookup.findVirtual(CapturedThis::class.java, "part", textType)
    private const val ARGUMENT = '\u0001'

    /** Returns a handle of type `(Object block, ValueText) -> String`. */
    fun of(
        function: EnclosingFunction,
        captures: List<CapturedValue>,
        access: FieldAccess,
    ): MethodHandle {
        if (captures.isEmpty()) {
            return MethodHandles.dropArguments(
                MethodHandles.constant(String::class.java, function.text),
                0,
                textType.parameterList(),
            )
        }
        val parts = captures.map { part(it, access) }
        val recipe =
            buildString {
                append(function.text)
                for (capture in captures) {
                    if (!capture.isThis) append(capture.separator)
                    append(ARGUMENT)
                }
            }
        val concatType = methodType(String::class.java, parts.map { it.type().returnType() })
        val concat = StringConcatFactory.makeConcatWithConstants(lookup, "key", concatType, recipe).dynamicInvoker()
        return shareArguments(concat, parts)
    }

    /** Returns `(Object block, ValueText) -> long`, `int`, … or, for what is not written as it is, `String`. */
    private fun part(
        capture: CapturedValue,
        access: FieldAccess,
    ): MethodHandle {
        val getter = access.getter(capture.source)
        if (capture.isIntegral) {
            val read = getter.asType(getter.type().changeParameterType(0, Any::class.java))
            return MethodHandles.dropArguments(read, 1, ValueText::class.java)
        }
        val text =
            if (capture.isThis) thisPart.bindTo(CapturedThis(capture, access)) else valueText.bindTo(capture)
        return MethodHandles.filterArguments(text, 0, getter.asType(methodType(Any::class.java, Any::class.java)))
    }

    /** Feeds all [parts] from one block and one [ValueText]. */
    private fun shareArguments(
        concat: MethodHandle,
        parts: List<MethodHandle>,
    ): MethodHandle {
        var handle = concat
        for (index in parts.indices.reversed()) {
            handle = MethodHandles.collectArguments(handle, index, parts[index])
            if (index < parts.lastIndex) handle = mergeFollowing(handle, index)
        }
        return handle
    }

    /** Turns `(…, block, values, block, values)` into `(…, block, values)`. */
    private fun mergeFollowing(
        handle: MethodHandle,
        index: Int,
    ): MethodHandle {
        val merged = handle.type().dropParameterTypes(index + 2, index + 4)
        val order = IntArray(index + 4) { if (it < index + 2) it else it - 2 }
        return MethodHandles.permuteArguments(handle, merged, *order)
    }
}
