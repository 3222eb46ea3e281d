package io.github.kashew.kotlin.internal

import java.lang.reflect.Method
import java.lang.reflect.Modifier
import kotlin.coroutines.Continuation

/** Writes functions as the part of a key that is the same in every process that runs the same source. */
internal object FunctionText {
    private const val OPEN_BODY = "\$suspendImpl"
    private const val DEFAULT_BODIES = "DefaultImpls"
    private val ordinals = Regex("(\\$\\d+)+$")

    /** Returns class, name and parameter types of [method], such as `com.example.UserService.user(long)`. */
    fun of(method: Method): String {
        val owner = method.declaringClass
        val inDefaultBodies = isDefaultBodies(owner)
        val passesThis = inDefaultBodies || method.name.endsWith(OPEN_BODY)
        var parameters = method.parameterTypes.drop(if (passesThis) 1 else 0)
        if (parameters.lastOrNull() == Continuation::class.java) parameters = parameters.dropLast(1)
        val ownerText = textOf(if (inDefaultBodies) owner.enclosingClass else owner)
        return "$ownerText.${stableName(method)}(${textOf(parameters, isAmbiguous(method))})"
    }

    private fun textOf(
        parameters: List<Class<*>>,
        inFull: Boolean,
    ) = parameters.joinToString(",") { if (inFull) it.typeName else it.simpleName }

    /** Tells whether simple names of types leave open which overload [method] is. */
    private fun isAmbiguous(method: Method): Boolean {
        val simple = textOf(method.parameterTypes.asList(), inFull = false)
        return method.declaringClass.declaredMethods.count {
            it.name == method.name && !it.isSynthetic && textOf(it.parameterTypes.asList(), inFull = false) == simple
        } > 1
    }

    /** Returns the name of [method] as its author knows it. */
    fun nameOf(method: Method): String =
        stableName(method).replace(ordinals, "").substringAfterLast('$').substringBefore('-')

    /** Names a class without the numbers that the compiler gives to anonymous ones. */
    private fun textOf(type: Class<*>): String {
        val around = WrittenCode.functionAround(type)
        return when {
            around != null -> if (type.isAnonymousClass) of(around) else "${of(around)}.${type.simpleName}"
            type.isAnonymousClass -> type.name.replace(ordinals, "")
            type.isMemberClass -> "${textOf(type.declaringClass)}$${type.simpleName}"
            else -> type.name
        }
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

    private fun isDefaultBodies(type: Class<*>) =
        type.simpleName == DEFAULT_BODIES && type.enclosingClass?.isInterface == true
}
