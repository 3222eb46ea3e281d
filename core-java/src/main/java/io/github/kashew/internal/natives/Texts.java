package io.github.kashew.internal.natives;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** Texts as UTF-8, or as UTF-16 where a text holds half a surrogate pair, which UTF-8 cannot write. */
final class Texts {

    private Texts() {}

    static void write(String text, CodedOutputStream to) throws IOException {
        boolean whole = isWhole(text);
        to.writeBoolNoTag(whole);
        to.writeByteArrayNoTag(text.getBytes(charset(whole)));
    }

    static String read(CodedInputStream from) throws IOException {
        Charset charset = charset(from.readBool());
        return charset.newDecoder()
                .decode(ByteBuffer.wrap(from.readByteArray())) // reports what is malformed
                .toString();
    }

    private static Charset charset(boolean whole) {
        return whole ? StandardCharsets.UTF_8 : StandardCharsets.UTF_16BE;
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
