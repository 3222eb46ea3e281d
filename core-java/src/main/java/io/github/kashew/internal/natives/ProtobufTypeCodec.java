package io.github.kashew.internal.natives;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import io.github.kashew.codec.TypeCodec;
import io.github.kashew.error.CodecException;
import java.nio.ByteBuffer;

/** The messages of one generated class. */
final class ProtobufTypeCodec implements TypeCodec<Message> {

    private final Message defaultInstance;
    private final long fingerprint;

    ProtobufTypeCodec(Message defaultInstance) {
        this.defaultInstance = defaultInstance;
        this.fingerprint = Fingerprints.of(MessageShape.of(defaultInstance.getDescriptorForType()));
    }

    @Override
    public byte[] encode(Message value) {
        return value.toByteArray();
    }

    /** Nesting deeper than the parser's limit of 100 is refused, and no list grows beyond what the bytes hold. */
    @Override
    public Message decode(ByteBuffer bytes) {
        try {
            return defaultInstance.getParserForType().parseFrom(bytes);
        } catch (InvalidProtocolBufferException malformed) {
            throw new CodecException(
                    "the bytes are no " + defaultInstance.getDescriptorForType().getFullName(), malformed);
        }
    }

    @Override
    public long fingerprint() {
        return fingerprint;
    }
}
