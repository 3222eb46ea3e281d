package io.github.kashew.disk;

import io.github.kashew.error.InvalidKeyException;
import io.github.kashew.error.Printable;
import java.nio.charset.StandardCharsets;

/** Texts as they are kept: UTF-8, so that their order is that of their prefixes. */
final class Text {

    private Text() {}

    /** Returns the bytes of a text; refuses one with an unpaired surrogate, which has none. */
    static byte[] bytes(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                int codePoint = text.codePointAt(i);
                if (!Character.isSupplementaryCodePoint(codePoint)) {
                    throw new InvalidKeyException("unpaired surrogate at index " + i + " of " + Printable.text(text));
                }
                i++;
            }
        }
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static String of(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** Returns a number that depends on a text alone, in every process. */
    static int hash(String text) {
        int hash = text.hashCode() * 0x9E3779B9;
        return hash ^ hash >>> 15;
    }
}
