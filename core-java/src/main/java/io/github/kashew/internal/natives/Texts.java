package io.github.kashew.internal.natives;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Texts as UTF-8, or as UTF-16 where a text holds half a surrogate pair, which UTF-8 cannot write. */
final class Texts {

    private Texts() {}

    static void write(String text, CodedOutputStream to) throws IOException {
        boolean whole = isWhole(text);
        to.writeBoolNoTag(whole);
        to.writeByteArrayNoTag(whole ? text.getBytes(StandardCharsets.UTF_8) : chars(text));
    }

    /** Returns the chars as they are; an encoder would replace half a pair. */
    private static byte[] chars(String text) {
        ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(text.length(), Character.BYTES));
        bytes.asCharBuffer().put(text);
        return bytes.array();
    }

    static String read(CodedInputStream from) throws IOException {
        boolean whole = from.readBool();
        ByteBuffer bytes = ByteBuffer.wrap(from.readByteArray());
        if (whole) {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString(); // reports what is malformed
        }
        if (bytes.remaining() % Character.BYTES != 0) {
            throw new IllegalArgumentException("a text of whole chars was expected");
        }
        return bytes.asCharBuffer().toString();
    }

    private static boolean isWhole(String text) {
        for (int at = 0; at < text.length(); at++) {
            if (Character.isSurrogate(text.charAt(at))) {
                if (Character.charCount(text.codePointAt(at)) == 1) {
                    return false;
                }
                at++;
            }
        }
        return true;
    }
}
