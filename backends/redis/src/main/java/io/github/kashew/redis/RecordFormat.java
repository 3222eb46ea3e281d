package io.github.kashew.redis;

import io.github.kashew.spi.Stored;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * How a record lies in the server: a byte that no counter begins with, eight bytes of the write id, eight of the deadline
 * in nanoseconds since the epoch, and the payload.
 *
 * <p>The server keeps the deadline in milliseconds and judges by that. The exact one is for whoever reads the record.
 */
final class RecordFormat {

    private static final byte RECORD = 1;
    private static final int DEADLINE_AT = 1 + Long.BYTES;
    private static final int PAYLOAD_AT = DEADLINE_AT + Long.BYTES;
    private static final int LONGEST_COUNTER = 20;

    private RecordFormat() {}

    static byte[] encoded(Stored<byte[]> record) {
        byte[] payload = record.payload();
        return ByteBuffer.allocate(PAYLOAD_AT + payload.length)
                .put(RECORD)
                .putLong(record.writeId())
                .putLong(record.expiresAt())
                .put(payload)
                .array();
    }

    /** Returns the record in these bytes, or null if they are none. */
    static @Nullable Stored<byte[]> decoded(byte @Nullable [] bytes) {
        if (bytes == null || bytes.length < PAYLOAD_AT || bytes[0] != RECORD) {
            return null;
        }
        ByteBuffer head = ByteBuffer.wrap(bytes);
        byte[] payload = Arrays.copyOfRange(bytes, PAYLOAD_AT, bytes.length);
        return Stored.of(payload, head.getLong(1), head.getLong(DEADLINE_AT));
    }

    /** Returns the number of a counter, which the server writes in decimal, or null if the bytes are none. */
    static @Nullable Long counter(byte @Nullable [] bytes) {
        if (bytes == null || bytes.length == 0 || bytes.length > LONGEST_COUNTER) {
            return null;
        }
        if (bytes[0] != '-' && (bytes[0] < '0' || bytes[0] > '9')) {
            return null;
        }
        try {
            return Long.valueOf(text(bytes));
        } catch (NumberFormatException foreign) {
            return null;
        }
    }

    /** Returns the bytes that a record with this write id begins with. */
    static byte[] head(long writeId) {
        return ByteBuffer.allocate(DEADLINE_AT).put(RECORD).putLong(writeId).array();
    }

    /** Returns a deadline as a record holds it. */
    static byte[] deadline(long nanos) {
        return ByteBuffer.allocate(Long.BYTES).putLong(nanos).array();
    }

    /** Returns where a record holds its deadline. */
    static int deadlineAt() {
        return DEADLINE_AT;
    }

    static String text(byte[] ascii) {
        return new String(ascii, StandardCharsets.US_ASCII);
    }
}
