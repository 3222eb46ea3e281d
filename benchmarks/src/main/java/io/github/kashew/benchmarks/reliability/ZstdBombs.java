package io.github.kashew.benchmarks.reliability;

import com.github.luben.zstd.ZstdOutputStream;
import com.google.protobuf.UnsafeByteOperations;
import com.sun.management.ThreadMXBean;
import io.github.kashew.Cache;
import io.github.kashew.Ttl;
import io.github.kashew.internal.envelope.Envelope;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * G-S3: of a thousand sound envelopes whose payload is some kilobytes of Zstandard that become 512 MiB, none is answered,
 * and none makes a look-up allocate more than twice the largest value. The announced size is the true one, and one that is
 * just permitted, in turn.
 */
final class ZstdBombs implements Trial {

    private static final int BOMBS = 1_000;
    private static final int EXPLODED = 512 << 20;
    private static final int LARGEST = 1_000_000;
    private static final int BEFORE_CHECK = 6;
    private static final int BEFORE_BODY = BEFORE_CHECK + Integer.BYTES;
    private static final String KEY = "bomb";

    @Override
    public Verdict run(int scale, long seed) throws IOException {
        byte[] bomb = bomb();
        int answered = 0;
        int failed = 0;
        long most = 0;
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        try (Cache cache = Cache.open("mem://?copy=true&compress=zstd&max_value_bytes=1MB")) {
            cache.set(KEY, "a".repeat(10_000), Ttl.forever())
                    .toCompletableFuture()
                    .join();
            byte[] sound = (byte[]) cache.getRaw(KEY).toCompletableFuture().join();
            for (int i = 0; i < BOMBS / scale; i++) {
                byte[] forged = forged(sound, bomb, i % 2 == 0 ? EXPLODED : LARGEST);
                cache.setRaw(KEY, forged, Ttl.forever()).toCompletableFuture().join();
                long before = threads.getCurrentThreadAllocatedBytes();
                CompletableFuture<@Nullable String> answer =
                        cache.get(KEY, String.class).toCompletableFuture();
                most = Math.max(most, threads.getCurrentThreadAllocatedBytes() - before);
                boolean fails = !answer.isDone() || answer.isCompletedExceptionally();
                failed += fails ? 1 : 0;
                answered += !fails && answer.getNow(null) != null ? 1 : 0;
            }
        }
        return Verdict.of(
                answered == 0 && failed == 0 && most <= 2 * LARGEST,
                "bombs",
                BOMBS / scale,
                "bytesOfABomb",
                bomb.length,
                "answered",
                answered,
                "failedLookups",
                failed,
                "mostAllocated",
                most);
    }

    private static byte[] bomb() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] zeros = new byte[LARGEST];
        try (ZstdOutputStream to = new ZstdOutputStream(bytes)) {
            for (int i = 0; i < EXPLODED / LARGEST; i++) {
                to.write(zeros);
            }
        }
        return bytes.toByteArray();
    }

    /** Returns a frame with another payload whose checksum holds, as anybody can make without a secret. */
    private static byte[] forged(byte[] sound, byte[] payload, int announced) throws IOException {
        byte[] body = Envelope.parseFrom(ByteBuffer.wrap(sound, BEFORE_BODY, sound.length - BEFORE_BODY)).toBuilder()
                .setPayload(UnsafeByteOperations.unsafeWrap(payload))
                .setOriginalSize(announced)
                .build()
                .toByteArray();
        byte[] key = KEY.getBytes(StandardCharsets.UTF_8);
        CRC32C sum = new CRC32C();
        sum.update(sound, 0, BEFORE_CHECK);
        sum.update(ByteBuffer.allocate(Integer.BYTES).putInt(key.length).flip());
        sum.update(key);
        sum.update(body);
        return ByteBuffer.allocate(BEFORE_BODY + body.length)
                .put(sound, 0, BEFORE_CHECK)
                .putInt((int) sum.getValue())
                .put(body)
                .array();
    }
}
