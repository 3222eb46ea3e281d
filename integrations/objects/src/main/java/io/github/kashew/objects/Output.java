package io.github.kashew.objects;

import com.google.protobuf.CodedOutputStream;
import io.github.kashew.error.CodecException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Where a value is written: protobuf's integers, our strings, and how deep the value is nested. */
final class Output {
    /** Objects within objects; what is nested deeper, or refers to itself, is refused. */
    static final int MAX_DEPTH = 500;

    private final CodedOutputStream stream;
    private int depth;

    Output(byte[] bytes) {
        stream = CodedOutputStream.newInstance(bytes);
    }

    CodedOutputStream stream() {
        return stream;
    }

    int length() {
        return stream.getTotalBytesWritten();
    }

    void enter() {
        if (++depth > MAX_DEPTH) {
            throw new CodecException("a value is nested deeper than " + MAX_DEPTH
                    + " objects, or refers to itself; store what refers to other values by their keys");
        }
    }

    void leave() {
        depth--;
    }

    /** Writes whether a value follows. */
    boolean present(@Nullable Object value) throws IOException {
        stream.write((byte) (value == null ? 0 : 1));
        return value != null;
    }

    /** Writes a count, or 0 for null; 1 is for none. */
    void count(int count) throws IOException {
        stream.writeUInt32NoTag(count + 1);
    }

    void none() throws IOException {
        stream.writeUInt32NoTag(0);
    }

    /** Writes a string as UTF-8, and as UTF-16 where it holds half of a pair, which UTF-8 cannot express. */
    void string(String text) throws IOException {
        if (hasLoneSurrogate(text)) {
            stream.writeUInt64NoTag(((long) text.length() << 1 | 1) + 1);
            for (int i = 0; i < text.length(); i++) {
                stream.write((byte) (text.charAt(i) >> 8));
                stream.write((byte) text.charAt(i));
            }
            return;
        }
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        stream.writeUInt64NoTag(((long) utf8.length << 1) + 1);
        stream.write(utf8, 0, utf8.length);
    }

    void bytes(byte[] bytes) throws IOException {
        count(bytes.length);
        stream.write(bytes, 0, bytes.length);
    }

    private static boolean hasLoneSurrogate(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isHighSurrogate(text.charAt(i))) {
                if (i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1))) {
                    return true;
                }
                i++;
            } else if (Character.isLowSurrogate(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }
}
