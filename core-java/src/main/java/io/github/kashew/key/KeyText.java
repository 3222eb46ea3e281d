package io.github.kashew.key;

import io.github.kashew.error.InvalidKeyException;
import io.github.kashew.error.Printable;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** The text of a value inside a key: what stays as it is, and how everything else is escaped. */
final class KeyText {
    /** Stands for "no delimiter beyond the reserved characters"; the character itself is always escaped. */
    static final char NO_DELIMITER = '\0';

    private static final String RESERVED = ":*?{}%[],=";
    private static final HexFormat HEX = HexFormat.of().withUpperCase();
    private static final boolean[] PLAIN_ASCII = plainAscii();

    private KeyText() {}

    private static boolean[] plainAscii() {
        boolean[] plain = new boolean[128];
        for (char c = ' '; c < 127; c++) {
            plain[c] = RESERVED.indexOf(c) < 0;
        }
        return plain;
    }

    /** Tells whether {@code text} is its own escaped form: not empty and without a character that needs attention. */
    static boolean isPlain(String text) {
        int length = text.length();
        for (int i = 0; i < length; i++) {
            if (!isPlain(text.charAt(i))) {
                return false;
            }
        }
        return length > 0;
    }

    private static boolean isPlain(char c) {
        return c < 128 ? PLAIN_ASCII[c] : !mustEscape(c) && !Character.isSurrogate(c);
    }

    /** Tells whether {@code c} is a control character or a line separator beyond ASCII. */
    private static boolean mustEscape(char c) {
        return c < 0xA0 || c == '\u2028' || c == '\u2029';
    }

    /** Tells whether {@code c} is a control character or a Unicode line separator. */
    static boolean isControl(char c) {
        return c < ' ' || c >= 127 && mustEscape(c);
    }

    /**
     * Appends {@code text} with every reserved character as {@code %XX}; empty text becomes a mark of its own.
     *
     * @param delimiter one more character to escape, because it follows the value in the template
     * @throws InvalidKeyException if {@code text} holds an unpaired surrogate
     */
    static void append(StringBuilder out, CharSequence text, char delimiter, String parameter) {
        int length = text.length();
        if (length == 0) {
            out.append(Marks.EMPTY);
        }
        int plain = 0;
        while (plain < length && isPlain(text.charAt(plain)) && text.charAt(plain) != delimiter) {
            plain++;
        }
        out.append(text, 0, plain);
        for (int i = plain; i < length; i++) {
            char c = text.charAt(i);
            if (isPlain(c) && c != delimiter) {
                out.append(c);
            } else if (Character.isSurrogate(c)) {
                requirePair(text, i, parameter);
                out.append(c).append(text.charAt(++i));
            } else {
                appendEscaped(out, c);
            }
        }
    }

    private static void appendEscaped(StringBuilder out, char c) {
        if (c < 128) {
            HEX.toHexDigits(out.append('%'), (byte) c);
            return;
        }
        for (byte octet : String.valueOf(c).getBytes(StandardCharsets.UTF_8)) {
            HEX.toHexDigits(out.append('%'), octet);
        }
    }

    private static void requirePair(CharSequence text, int index, String parameter) {
        boolean paired = Character.isHighSurrogate(text.charAt(index))
                && index + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(index + 1));
        if (!paired) {
            throw new InvalidKeyException("unpaired surrogate at index " + index + " of parameter "
                    + Printable.text(parameter) + "; a key is valid Unicode text");
        }
    }

    /**
     * Appends {@code text} as it is.
     *
     * @throws InvalidKeyException if {@code text} holds a control character, an unpaired surrogate or the mark of a
     *     hashed value
     */
    static void appendRaw(StringBuilder out, String text, String parameter) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isControl(c)) {
                throw new InvalidKeyException(
                        "control character " + Printable.text(String.valueOf(c)) + " at index " + i + " of parameter "
                                + Printable.text(parameter) + "; a raw value is not escaped, leave out :raw");
            }
            if (Character.isSurrogate(c)) {
                requirePair(text, i++, parameter);
            }
        }
        if (text.contains(Marks.HASH)) {
            throw new InvalidKeyException("parameter " + Printable.text(parameter) + " holds '" + Marks.HASH
                    + "', which marks hashed values; a raw value is not escaped, leave out :raw");
        }
        out.append(text);
    }

    /** Tells whether {@code text} takes at most {@code limit} bytes as UTF-8. */
    static boolean fits(CharSequence text, int limit) {
        return text.length() <= limit / 3 || text.length() <= limit && utf8Length(text) <= limit;
    }

    /** Returns the length of {@code text} as UTF-8. */
    static long utf8Length(CharSequence text) {
        long bytes = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            bytes += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
        }
        return bytes;
    }
}
