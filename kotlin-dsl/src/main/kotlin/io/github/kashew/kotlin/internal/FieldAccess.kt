package io.github.kashew.kotlin.internal

import java.lang.invoke.MethodHandle
import java.lang.invoke.MethodHandles
import java.lang.reflect.Field

/** Reads fields of blocks with the rights of the code that contains them, or else with Kashew's own. */
internal class FieldAccess(
    private val caller: MethodHandles.Lookup,
    private val function: EnclosingFunction,
) {
    /**
     * Returns a handle that reads [field] of a block.
     *
     * @throws io.github.kashew.error.InvalidKeyException if a module refuses it
     */
    fun getter(field: Field): MethodHandle =
        find(field) ?: throw function.refusal(
            "the values that ${field.declaringClass.name} captured cannot be read from ${caller.lookupClass().name}",
            "open package ${field.declaringClass.packageName} to ${caller.lookupClass().module} or give " +
                "key = ${function.suggestedKey()}",
        )

    /** Returns what the static [field] holds, or null if a module refuses to tell. */
    fun valueOf(field: Field): Any? = find(field)?.invokeWithArguments()

    private fun find(field: Field): MethodHandle? = find(field, caller) ?: find(field, MethodHandles.lookup())

    private fun find(
        field: Field,
        lookup: MethodHandles.Lookup,
    ): MethodHandle? =
        try {
            MethodHandles.privateLookupIn(field.declaringClass, lookup).unreflectGetter(field)
        } catch (_: IllegalAccessException) {
            null
        }
}
