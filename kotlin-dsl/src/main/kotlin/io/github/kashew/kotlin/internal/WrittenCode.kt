package io.github.kashew.kotlin.internal

import java.lang.reflect.Method
import kotlin.coroutines.Continuation

/** Tells the functions and classes that a person wrote from those that the compiler made of lambdas. */
internal object WrittenCode {
    private const val INLINED = "$\$inlined$"
    private const val LAMBDA_KIND = 3

    /** Returns the nearest function around [type] that is not the body of a lambda, or null if there is none. */
    fun functionAround(type: Class<*>): Method? {
        var method = type.enclosingMethod
        while (method != null && isGenerated(method.declaringClass)) {
            method = method.declaringClass.enclosingMethod
        }
        return method
    }

    /** Returns true for the class of a suspending lambda; references and converted functions are none. */
    fun isSuspendLambda(type: Class<*>): Boolean =
        Continuation::class.java.isAssignableFrom(type) && Function::class.java.isAssignableFrom(type)

    /** True for the classes of lambdas, and of objects that inlining copied out of another function. */
    private fun isGenerated(type: Class<*>) =
        isSuspendLambda(type) ||
            INLINED in type.name ||
            type.getAnnotation(Metadata::class.java)?.kind == LAMBDA_KIND
}
