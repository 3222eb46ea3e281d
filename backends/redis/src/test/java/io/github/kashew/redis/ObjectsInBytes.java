package io.github.kashew.redis;

import io.github.kashew.Entry;
import io.github.kashew.spi.Stored;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Stands for a codec: live objects stay here, and what is stored is where they are. */
final class ObjectsInBytes {

    private static final byte MARK = 'o';

    private final Map<Long, Stored<Object>> objects = new ConcurrentHashMap<>();
    private final AtomicLong last = new AtomicLong();

    Stored<byte[]> encoded(Stored<Object> stored) {
        long place = last.incrementAndGet();
        objects.put(place, stored);
        byte[] text = text(stored).getBytes(StandardCharsets.UTF_8);
        byte[] payload = ByteBuffer.allocate(1 + Long.BYTES + text.length)
                .put(MARK)
                .putLong(place)
                .put(text)
                .array();
        return Stored.of(payload, stored.writeId(), stored.expiresAt());
    }

    private static String text(Stored<Object> stored) {
        return stored instanceof Entry<?> entry && entry.failure() == null && entry.value() instanceof String text
                ? text
                : "";
    }

    Stored<Object> decoded(Stored<byte[]> stored) {
        byte[] payload = stored.payload();
        return payload[0] == MARK
                ? objects.get(ByteBuffer.wrap(payload).getLong(1)).expiringAt(stored.expiresAt())
                : Stored.of(
                        Long.valueOf(new String(payload, StandardCharsets.US_ASCII)),
                        stored.writeId(),
                        stored.expiresAt());
    }
}
