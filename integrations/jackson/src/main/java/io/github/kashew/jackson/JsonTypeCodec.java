package io.github.kashew.jackson;

import io.github.kashew.codec.TypeCodec;
import io.github.kashew.error.CodecException;
import java.nio.ByteBuffer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;

/** The values of one declared type. */
record JsonTypeCodec(ObjectWriter writer, ObjectReader reader, long fingerprint) implements TypeCodec<Object> {

    @Override
    public byte[] encode(Object value) {
        try {
            return writer.writeValueAsBytes(value);
        } catch (JacksonException refused) {
            throw new CodecException("a " + value.getClass().getName() + " cannot be written as JSON", refused);
        }
    }

    @Override
    public Object decode(ByteBuffer bytes) {
        byte[] text = new byte[bytes.remaining()];
        bytes.get(text);
        Object value = reader.readValue(text);
        if (value == null) {
            throw new CodecException("the bytes are JSON's null, and null is never written by a codec");
        }
        return value;
    }
}
