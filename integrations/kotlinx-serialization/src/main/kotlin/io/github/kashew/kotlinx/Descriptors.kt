@file:OptIn(ExperimentalSerializationApi::class)

package io.github.kashew.kotlinx

import kotlinx.serialization.ExperimentalSerializationApi
import kotlinx.serialization.descriptors.PolymorphicKind
import kotlinx.serialization.descriptors.SerialDescriptor
import kotlinx.serialization.descriptors.elementDescriptors
import java.nio.ByteBuffer
import java.security.MessageDigest

/** A part of a type for which any registered class could stand. */
internal data class OpenPart(
    val path: String,
) {
    companion object {
        val NONE = OpenPart("")

        fun of(root: SerialDescriptor): OpenPart = find(root, root.serialName, mutableSetOf()) ?: NONE

        private fun find(
            descriptor: SerialDescriptor,
            path: String,
            seen: MutableSet<String>,
        ): OpenPart? {
            if (descriptor.kind == PolymorphicKind.OPEN) {
                return OpenPart(path)
            }
            if (!seen.add(text(descriptor))) {
                return null
            }
            return (0 until descriptor.elementsCount).firstNotNullOfOrNull { index ->
                find(descriptor.getElementDescriptor(index), "$path.${descriptor.getElementName(index)}", seen)
            }
        }
    }
}

/** Returns the first eight bytes of the SHA-256 of all names, kinds and elements that a descriptor leads to. */
internal fun fingerprint(root: SerialDescriptor): Long {
    val seen = linkedSetOf<String>()
    describe(root, seen)
    val digest = MessageDigest.getInstance("SHA-256").digest(seen.joinToString("\n").toByteArray())
    return ByteBuffer.wrap(digest).long
}

private fun describe(
    descriptor: SerialDescriptor,
    seen: MutableSet<String>,
) {
    if (seen.add(text(descriptor))) {
        descriptor.elementDescriptors.forEach { describe(it, seen) }
    }
}

private fun text(descriptor: SerialDescriptor): String =
    (0 until descriptor.elementsCount).joinToString(
        ",",
        "${descriptor.kind} ${descriptor.serialName}${if (descriptor.isNullable) "?" else ""} (",
        ")",
    ) { index ->
        val element = descriptor.getElementDescriptor(index)
        "${descriptor.getElementName(index)} ${element.kind} ${element.serialName}" +
            if (element.isNullable) "?" else ""
    }
