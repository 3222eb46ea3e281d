package io.github.kashew.kotlin.internal

import io.github.kashew.TypeRef
import java.lang.reflect.GenericArrayType
import java.lang.reflect.ParameterizedType
import java.lang.reflect.Type
import java.lang.reflect.WildcardType

/** Returns the type [V] as Java writes it, without null unless [V] says that it may be. */
@PublishedApi
internal inline fun <reified V> reifiedType(): TypeRef<V> = ReifiedType.of(object : TypeRef<V>() {}, null is V)

/**
 * Makes types of Kotlin equal to those of Java.
 *
 * The compiler writes `List<User>` as `List<? extends User>`, and the same for every class that declares its parameter as
 * `in` or `out`.
 */
@PublishedApi
internal object ReifiedType {
    /** Returns the type that was [captured], without the wildcards of the compiler. */
    @PublishedApi
    @JvmStatic
    @Suppress("UNCHECKED_CAST") // the same type, written otherwise
    internal fun <V> of(
        captured: TypeRef<V>,
        nullable: Boolean,
    ): TypeRef<V> {
        val type = TypeRef.of(withoutWildcards(captured.type())) as TypeRef<V>
        return if (nullable) type else type.withoutNull()
    }

    private fun withoutWildcards(type: Type): Type =
        when (type) {
            is ParameterizedType -> Parameterized(type, type.actualTypeArguments.map(::withoutWildcards))
            is WildcardType -> withoutWildcards(type.lowerBounds.firstOrNull() ?: type.upperBounds.first())
            is GenericArrayType -> ArrayOf(withoutWildcards(type.genericComponentType))
            else -> type
        }

    /** Equal to the JDK's own of the same parts, both ways. */
    private class Parameterized(
        private val declared: ParameterizedType,
        private val arguments: List<Type>,
    ) : ParameterizedType {
        override fun getRawType(): Type = declared.rawType

        override fun getOwnerType(): Type? = declared.ownerType

        override fun getActualTypeArguments(): Array<Type> = arguments.toTypedArray()

        override fun equals(other: Any?): Boolean =
            other is ParameterizedType &&
                rawType == other.rawType &&
                ownerType == other.ownerType &&
                arguments == other.actualTypeArguments.asList()

        override fun hashCode(): Int = arguments.hashCode() xor ownerType.hashCode() xor rawType.hashCode()

        override fun toString(): String =
            declared.rawType.typeName + arguments.joinToString(prefix = "<", postfix = ">") { it.typeName }
    }

    private class ArrayOf(
        private val component: Type,
    ) : GenericArrayType {
        override fun getGenericComponentType(): Type = component

        override fun equals(other: Any?): Boolean = other is GenericArrayType && component == other.genericComponentType

        override fun hashCode(): Int = component.hashCode()

        override fun toString(): String = "${component.typeName}[]"
    }
}
