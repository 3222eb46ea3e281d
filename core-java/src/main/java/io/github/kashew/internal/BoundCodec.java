package io.github.kashew.internal;

import io.github.kashew.codec.Codec;
import io.github.kashew.codec.TypeCodec;
import io.github.kashew.error.CodecException;
import java.lang.reflect.Type;
import java.nio.ByteBuffer;

/**
 * The codec of one type on one route.
 *
 * @param name the name of the codec, which is stored
 * @param fingerprint the shape of the type, which is stored
 */
record BoundCodec(String name, long fingerprint, TypeCodec<Object> codec) {

    @SuppressWarnings("unchecked") // it is given only values of its type
    static BoundCodec of(Codec codec, Type type) {
        TypeCodec<Object> ofType = (TypeCodec<Object>) codec.of(type);
        return new BoundCodec(codec.name(), ofType.fingerprint(), ofType);
    }

    byte[] encode(Object value) {
        try {
            return codec.encode(value);
        } catch (CodecException refused) {
            throw refused;
        } catch (RuntimeException failure) {
            throw new CodecException("codec '" + name + "' cannot write this value", failure);
        }
    }

    Object decode(ByteBuffer bytes) {
        try {
            return codec.decode(bytes);
        } catch (RuntimeException | StackOverflowError failure) {
            throw new Unreadable(
                    Unreadable.Reason.UNDECODABLE,
                    "codec '" + name + "' failed: " + failure.getClass().getName());
        }
    }
}
