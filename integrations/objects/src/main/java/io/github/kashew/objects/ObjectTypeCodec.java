package io.github.kashew.objects;

import com.google.protobuf.CodedOutputStream;
import io.github.kashew.codec.TypeCodec;
import io.github.kashew.error.CodecException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** The values of one declared type. */
final class ObjectTypeCodec implements TypeCodec<Object> {
    private static final int MAX_BYTES = 1 << 28;

    private final Shape shape;
    private final long fingerprint;

    /** A guess at the size of the next value, from those before it; a lost update makes it a worse guess and nothing else. */
    private volatile int room = 256;

    ObjectTypeCodec(Shape shape, long fingerprint) {
        this.shape = shape;
        this.fingerprint = fingerprint;
    }

    @Override
    public byte[] encode(Object value) {
        int size = room;
        while (true) {
            byte[] bytes = new byte[size];
            Output out = new Output(bytes);
            try {
                shape.write(out, value);
                return Arrays.copyOf(bytes, out.length());
            } catch (CodedOutputStream.OutOfSpaceException full) {
                if (size >= MAX_BYTES) {
                    throw new CodecException(
                            "a value takes more than " + MAX_BYTES + " bytes; store it in parts", full);
                }
                size *= 2;
                room = Math.min(size, 1 << 16);
            } catch (IOException failure) {
                throw new CodecException("a value cannot be written", failure);
            }
        }
    }

    @Override
    public Object decode(ByteBuffer bytes) {
        Input in = new Input(bytes);
        try {
            Object value = Scalars.present(shape.read(in));
            in.end();
            return value;
        } catch (IOException failure) {
            throw new CodecException("the bytes are not of this type: " + failure.getMessage(), failure);
        }
    }

    @Override
    public long fingerprint() {
        return fingerprint;
    }
}
