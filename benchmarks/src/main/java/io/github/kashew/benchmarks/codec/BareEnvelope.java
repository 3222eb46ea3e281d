package io.github.kashew.benchmarks.codec;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnsafeByteOperations;
import io.github.kashew.internal.envelope.Envelope;
import java.util.zip.CRC32C;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** The message of a stored value by itself. */
@State(Scope.Benchmark)
public class BareEnvelope {

    private static final long NOW = 1_700_000_000_000L;

    /** Writes the message of some bytes and parses it again, with a checksum each time; answers something of both. */
    public long through(byte[] payload) throws InvalidProtocolBufferException {
        byte[] written = Envelope.newBuilder()
                .setKind(Envelope.Kind.VALUE)
                .setCodec("native")
                .setFingerprint(NOW)
                .setWrittenAt(NOW)
                .setStaleAt(NOW)
                .setExpiresAt(NOW)
                .setPayload(UnsafeByteOperations.unsafeWrap(payload))
                .build()
                .toByteArray();
        long sum = sum(written);
        return sum + sum(written) + Envelope.parseFrom(written).getPayload().size();
    }

    private static long sum(byte[] bytes) {
        CRC32C sum = new CRC32C();
        sum.update(bytes);
        return sum.getValue();
    }
}
