package io.github.kashew.internal;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import io.github.kashew.codec.Compressor;
import io.github.kashew.internal.Unreadable.Reason;
import io.github.kashew.internal.envelope.Envelope;
import java.nio.ByteBuffer;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes payloads smaller where that pays, and reads those of every compressor that is known.
 *
 * @param compressor compresses what is written; null for nothing
 * @param threshold payloads of fewer bytes are not compressed
 * @param known the compressors by their names
 * @param mostBytes the largest payload, in bytes, that is written or read
 */
record Compression(@Nullable Compressor compressor, int threshold, Map<String, Compressor> known, int mostBytes) {

    /** Sets the payload of an envelope, compressed if that makes it smaller. */
    void write(byte[] payload, Envelope.Builder to) {
        if (compressor != null && payload.length >= threshold) {
            byte[] compressed = compressor.compress(payload);
            if (compressed.length < payload.length) {
                to.setCompressor(compressor.name())
                        .setOriginalSize(payload.length)
                        .setPayload(UnsafeByteOperations.unsafeWrap(compressed));
                return;
            }
        }
        to.setPayload(UnsafeByteOperations.unsafeWrap(payload));
    }

    /**
     * Returns the payload of an envelope as it was before it was compressed.
     *
     * @throws Unreadable if it cannot be decompressed, or would be too large
     */
    ByteBuffer read(Envelope envelope) {
        ByteString payload = envelope.getPayload();
        if (envelope.getCompressor().isEmpty()) {
            requireRoom(payload.size());
            return payload.asReadOnlyByteBuffer();
        }
        Compressor named = known.get(envelope.getCompressor());
        if (named == null) {
            throw new Unreadable(Reason.FOREIGN, "the payload was compressed by a compressor that is not known here");
        }
        int size = envelope.getOriginalSize();
        requireRoom(Integer.toUnsignedLong(size));
        try {
            return ByteBuffer.wrap(named.decompress(payload.asReadOnlyByteBuffer(), size));
        } catch (RuntimeException failure) {
            throw new Unreadable(
                    Reason.UNDECODABLE,
                    "compressor '" + named.name() + "' failed: "
                            + failure.getClass().getName());
        }
    }

    private void requireRoom(long bytes) {
        if (bytes > mostBytes) {
            throw new Unreadable(
                    Reason.TOO_LARGE, "a value of " + bytes + " bytes is larger than max_value_bytes=" + mostBytes);
        }
    }
}
