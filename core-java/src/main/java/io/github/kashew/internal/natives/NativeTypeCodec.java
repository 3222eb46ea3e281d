package io.github.kashew.internal.natives;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import io.github.kashew.codec.TypeCodec;
import io.github.kashew.error.CodecException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;

/** One native type: a piece that fills the bytes exactly. */
final class NativeTypeCodec<V> implements TypeCodec<V> {

    private final Piece<V> piece;
    private final long fingerprint;

    NativeTypeCodec(Piece<V> piece) {
        this.piece = piece;
        this.fingerprint = Fingerprints.of(piece.shape());
    }

    @Override
    public long fingerprint() {
        return fingerprint;
    }

    @Override
    public byte[] encode(V value) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CodedOutputStream to = CodedOutputStream.newInstance(bytes);
        try {
            piece.write(value, to);
            to.flush();
        } catch (IOException impossible) {
            throw new CodecException("memory refused bytes", impossible);
        }
        return bytes.toByteArray();
    }

    @Override
    public V decode(ByteBuffer bytes) {
        CodedInputStream from = CodedInputStream.newInstance(bytes);
        try {
            from.pushLimit(bytes.remaining());
            V value = piece.read(from);
            if (!from.isAtEnd()) {
                throw new CodecException("bytes are left over after the value");
            }
            return value;
        } catch (IOException malformed) {
            throw new CodecException("the bytes are not of a " + piece.shape(), malformed);
        }
    }
}
