package io.github.kashew.objects;

import com.google.protobuf.CodedInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Where a value is read from, which anybody may have written: nothing is allocated for more than what is left. */
final class Input {
    private final CodedInputStream stream;
    private final int length;
    private int depth;

    Input(ByteBuffer bytes) {
        stream = CodedInputStream.newInstance(bytes);
        length = bytes.remaining();
    }

    CodedInputStream stream() {
        return stream;
    }

    void enter() throws IOException {
        if (++depth > Output.MAX_DEPTH) {
            throw new IOException("nested deeper than " + Output.MAX_DEPTH);
        }
    }

    void leave() {
        depth--;
    }

    boolean present() throws IOException {
        byte flag = stream.readRawByte();
        if (flag != 0 && flag != 1) {
            throw new IOException("neither present nor absent: " + flag);
        }
        return flag == 1;
    }

    /** Returns a count of values of at least {@code width} bytes each, or -1 for null. */
    int count(int width) throws IOException {
        int count = stream.readUInt32() - 1;
        if (count < -1 || (long) count * width > remaining()) {
            throw new IOException("a count of " + count + " with " + remaining() + " bytes left");
        }
        return count;
    }

    @Nullable
    String string() throws IOException {
        long header = stream.readUInt64() - 1;
        if (header == -1) {
            return null;
        }
        boolean utf16 = (header & 1) == 1;
        long size = header >>> 1 << (utf16 ? 1 : 0);
        if (size < 0 || size > remaining()) {
            throw new IOException("a string of " + size + " bytes with " + remaining() + " bytes left");
        }
        byte[] bytes = stream.readRawBytes((int) size);
        if (!utf16) {
            return new String(bytes, StandardCharsets.UTF_8);
        }
        char[] chars = new char[bytes.length / 2];
        for (int i = 0; i < chars.length; i++) {
            chars[i] = (char) (bytes[2 * i] << 8 | bytes[2 * i + 1] & 0xff);
        }
        return new String(chars);
    }

    byte @Nullable [] bytes() throws IOException {
        int count = count(1);
        return count < 0 ? null : stream.readRawBytes(count);
    }

    void end() throws IOException {
        if (remaining() != 0) {
            throw new IOException(remaining() + " bytes after the end of the value");
        }
    }

    private int remaining() {
        return length - stream.getTotalBytesRead();
    }
}
