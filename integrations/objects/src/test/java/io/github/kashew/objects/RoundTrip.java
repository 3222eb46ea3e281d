package io.github.kashew.objects;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kashew.codec.Codec;
import io.github.kashew.codec.TypeCodec;
import java.lang.reflect.Type;
import java.nio.ByteBuffer;

/** Values through bytes and back. */
final class RoundTrip {
    private RoundTrip() {}

    static void isEqual(Type type, Object value) {
        assertThat(through(type, value)).isEqualTo(value);
    }

    static Object through(Type type, Object value) {
        return decode(new ObjectCodec(), type, encode(new ObjectCodec(), type, value));
    }

    @SuppressWarnings("unchecked") // the caller passes a value of the type
    static byte[] encode(Codec codec, Type type, Object value) {
        return ((TypeCodec<Object>) codec.of(type)).encode(value);
    }

    static Object decode(Codec codec, Type type, byte[] bytes) {
        return codec.of(type).decode(ByteBuffer.wrap(bytes));
    }
}
