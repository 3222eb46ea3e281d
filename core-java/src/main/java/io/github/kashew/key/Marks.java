package io.github.kashew.key;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What a key holds that is not text. Each mark begins with {@code %} and a lower-case letter, while an escape is
 * {@code %} and two upper-case digits: so no text, once escaped, looks like a mark.
 */
final class Marks {
    static final String NULL = "%null";
    static final String ABSENT = "%absent";
    static final String EMPTY = "%empty";
    static final String BYTES = "%x";
    static final String SET = "%set";
    static final String MAP = "%map";
    static final String ENTRY = "%entry";
    static final String OPTIONAL = "%opt";
    static final String HASH = "%hash[";

    /** The length of a hashed value in bytes and characters; a value that is not longer is never hashed. */
    static final int HASH_LENGTH = HASH.length() + 64 + 1;

    private Marks() {}

    /** Returns what stands in a key for a value whose full text is too long. */
    static String hashed(CharSequence text) {
        return HASH + digest("SHA-256", text) + ']';
    }

    /** Returns the digest of the UTF-8 bytes of {@code text} in lower-case hexadecimal digits. */
    static String digest(String algorithm, CharSequence text) {
        try {
            byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java runtime lacks the digest " + algorithm, e);
        }
    }
}
