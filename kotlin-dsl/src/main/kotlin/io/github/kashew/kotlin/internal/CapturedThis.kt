package io.github.kashew.kotlin.internal

import io.github.kashew.error.InvalidKeyException
import java.lang.ref.WeakReference
import java.lang.reflect.Modifier

/**
 * The object around a function, captured because the block uses one of its members.
 *
 * An object with a stable text takes part in the key by that text, an `object` declaration by its class. Of all others
 * one instance is accepted and adds nothing to the key; once it was collected another one may follow it. This class is
 * threadsafe.
 */
internal class CapturedThis(
    private val capture: CapturedValue,
    private val access: FieldAccess,
) {
    @Volatile
    private var accepted = WeakReference<Any>(null)

    /** Returns the part of the key that stands for [instance], with its separator; empty for the accepted instance. */
    fun part(
        instance: Any,
        values: ValueText,
    ): String = if (isAccepted(instance)) "" else named(instance, values)

    private fun isAccepted(instance: Any) = accepted.get() === instance

    private fun named(
        instance: Any,
        values: ValueText,
    ): String {
        val text =
            try {
                values.render(capture.name, instance)
            } catch (e: InvalidKeyException) {
                if (!isForeignObject(instance)) return accept(instance, e)
                KeyLiteral.escape(instance.javaClass.name)
            }
        return "${capture.separator}$text"
    }

    @Synchronized
    private fun accept(
        instance: Any,
        cause: InvalidKeyException,
    ): String {
        val first = accepted.get()
        if (first == null) accepted = WeakReference(instance)
        if (first != null && first !== instance) throw capture.secondInstance(instance, cause)
        return ""
    }

    /** True for an `object` that inherits the function; for one that declares it, the root says enough. */
    private fun isForeignObject(instance: Any): Boolean {
        val type = instance.javaClass
        return type != capture.source.type &&
            listOfNotNull(type, type.enclosingClass)
                .flatMap { it.declaredFields.asList() }
                .any { Modifier.isStatic(it.modifiers) && it.type == type && access.valueOf(it) === instance }
    }
}
