package io.github.kashew.internal;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/** The check of a route without a secret: CRC-32C, which finds accidents and no intention. */
final class Checksum implements Seal {

    @Override
    public int keyId() {
        return 0;
    }

    @Override
    public int length() {
        return Integer.BYTES;
    }

    @Override
    public byte[] check(byte[] frame, byte[] key) {
        CRC32C sum = new CRC32C();
        sum.update(frame, 0, Frame.PREFIX);
        sum.update(key, 0, key.length);
        int body = Frame.PREFIX + length();
        sum.update(frame, body, frame.length - body);
        return ByteBuffer.allocate(Integer.BYTES).putInt((int) sum.getValue()).array();
    }
}
