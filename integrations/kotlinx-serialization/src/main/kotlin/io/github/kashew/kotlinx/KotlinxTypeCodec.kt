package io.github.kashew.kotlinx

import io.github.kashew.codec.TypeCodec
import io.github.kashew.error.CodecException
import kotlinx.serialization.BinaryFormat
import kotlinx.serialization.ExperimentalSerializationApi
import kotlinx.serialization.KSerializer
import kotlinx.serialization.SerializationException
import java.nio.ByteBuffer

@OptIn(ExperimentalSerializationApi::class)
internal class KotlinxTypeCodec(
    private val format: BinaryFormat,
    private val serializer: KSerializer<Any>,
    private val fingerprint: Long,
) : TypeCodec<Any> {
    override fun encode(value: Any): ByteArray =
        try {
            format.encodeToByteArray(serializer, value)
        } catch (refused: SerializationException) {
            throw CodecException("a ${value.javaClass.name} cannot be written: ${refused.message}", refused)
        }

    override fun decode(bytes: ByteBuffer): Any {
        val array = ByteArray(bytes.remaining())
        bytes.get(array)
        return try {
            format.decodeFromByteArray(serializer, array)
        } catch (deep: StackOverflowError) {
            // The format has no limit of depth of its own; nothing but its decoder is on the stack above.
            throw CodecException("the bytes are nested too deep", deep)
        }
    }

    override fun fingerprint(): Long = fingerprint
}
