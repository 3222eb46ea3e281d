package io.github.kashew.internal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * The 128-bit hash MurmurHash3_x64_128 of Austin Appleby, with seed 0, of the UTF-8 bytes of a text.
 *
 * <p>Its constants and steps are those of MurmurHash3.cpp in the public-domain package SMHasher. It spreads well and is no
 * secret: who wants texts of equal hash can make them.
 */
final class Murmur3 {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long C1 = 0x87c37b91114253d5L;
    private static final long C2 = 0x4cf5ad432745937fL;

    private Murmur3() {}

    /** Two halves of a hash. */
    record Hash(long first, long second) {}

    static Hash of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    static Hash of(byte[] bytes) {
        int length = bytes.length;
        int tail = length & ~15;
        long h1 = 0;
        long h2 = 0;
        for (int i = 0; i < tail; i += 16) {
            h1 ^= mixed1((long) LONGS.get(bytes, i));
            h1 = (Long.rotateLeft(h1, 27) + h2) * 5 + 0x52dce729;
            h2 ^= mixed2((long) LONGS.get(bytes, i + 8));
            h2 = (Long.rotateLeft(h2, 31) + h1) * 5 + 0x38495ab5;
        }
        h2 ^= mixed2(littleEndian(bytes, tail + 8, length));
        h1 ^= mixed1(littleEndian(bytes, tail, Math.min(tail + 8, length)));
        h1 ^= length;
        h2 ^= length;
        h1 += h2;
        h2 += h1;
        h1 = finished(h1);
        h2 = finished(h2);
        h1 += h2;
        h2 += h1;
        return new Hash(h1, h2);
    }

    /** Returns the bytes from {@code from} to {@code to} as a number, 0 if there are none. */
    private static long littleEndian(byte[] bytes, int from, int to) {
        long number = 0;
        for (int i = to - 1; i >= from; i--) {
            number = number << 8 | bytes[i] & 0xff;
        }
        return number;
    }

    private static long mixed1(long block) {
        return Long.rotateLeft(block * C1, 31) * C2;
    }

    private static long mixed2(long block) {
        return Long.rotateLeft(block * C2, 33) * C1;
    }

    private static long finished(long hash) {
        long mixed = hash;
        mixed ^= mixed >>> 33;
        mixed *= 0xff51afd7ed558ccdL;
        mixed ^= mixed >>> 33;
        mixed *= 0xc4ceb9fe1a85ec53L;
        return mixed ^ mixed >>> 33;
    }
}
