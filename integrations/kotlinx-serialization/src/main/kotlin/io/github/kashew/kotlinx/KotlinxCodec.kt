package io.github.kashew.kotlinx

import io.github.kashew.codec.Codec
import io.github.kashew.codec.TypeCodec
import io.github.kashew.error.CodecException
import kotlinx.serialization.ExperimentalSerializationApi
import kotlinx.serialization.KSerializer
import kotlinx.serialization.Serializable
import kotlinx.serialization.cbor.Cbor
import kotlinx.serialization.serializerOrNull
import java.lang.reflect.GenericArrayType
import java.lang.reflect.ParameterizedType
import java.lang.reflect.Type
import java.lang.reflect.WildcardType

/**
 * The codec for classes that are marked `@Serializable`, and for collections of them, by kotlinx.serialization and CBOR
 * (RFC 8949).
 *
 * It takes a type that names at least one such class. Serializers are those that the compiler plugin made; what is open and
 * would be found by its name at run time (`@Polymorphic`) is refused, as stored bytes must not choose a class: use a sealed
 * hierarchy. Default values are written, so that another default in another version does not change what was stored.
 *
 * Thread-safe.
 */
@OptIn(ExperimentalSerializationApi::class)
public class KotlinxCodec : Codec {
    /** Returns `kotlinx-cbor`. */
    override fun name(): String = "kotlinx-cbor"

    /** Tells whether [type] names a `@Serializable` class, alone or inside a type of the standard library. */
    override fun supports(type: Type): Boolean =
        namesSerializable(type) && serializer(type)?.let(::openPart) == OpenPart.NONE

    /** Returns the codec of [type]; throws [io.github.kashew.error.CodecException] where it is open polymorphism. */
    override fun of(type: Type): TypeCodec<*> {
        val serializer =
            serializer(type)
                ?: throw CodecException("${type.typeName} has no serializer; mark its classes with @Serializable")
        val open = openPart(serializer)
        if (open != OpenPart.NONE) {
            throw CodecException(
                "${type.typeName}: ${open.path} is polymorphic and open; make it a sealed class or interface",
            )
        }
        return KotlinxTypeCodec(FORMAT, serializer, fingerprint(serializer.descriptor))
    }

    private fun openPart(serializer: KSerializer<Any>) = OpenPart.of(serializer.descriptor)

    private fun serializer(type: Type): KSerializer<Any>? =
        try {
            serializerOrNull(type)
        } catch (unsuited: IllegalArgumentException) {
            // a type argument without a serializer
            null
        }

    private fun namesSerializable(type: Type): Boolean =
        when (type) {
            is Class<*> -> {
                type.isAnnotationPresent(Serializable::class.java) ||
                    (type.isArray && namesSerializable(type.componentType))
            }

            is ParameterizedType -> {
                namesSerializable(type.rawType) || type.actualTypeArguments.any(::namesSerializable)
            }

            is GenericArrayType -> {
                namesSerializable(type.genericComponentType)
            }

            is WildcardType -> {
                type.upperBounds.any(::namesSerializable)
            }

            else -> {
                false
            }
        }

    private companion object {
        val FORMAT =
            Cbor {
                encodeDefaults = true
                alwaysUseByteString = true
            }
    }
}
