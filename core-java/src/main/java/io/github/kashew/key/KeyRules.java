package io.github.kashew.key;

import io.github.kashew.error.InvalidKeyException;
import io.github.kashew.error.Printable;

/**
 * What every key obeys, however it was made: not empty, not in the reserved namespace, not too long.
 *
 * <p>Keys that begin with U+0000 are internal (tags, leases, counters).
 */
public final class KeyRules {
    /** The greatest length of a key, in UTF-16 characters. */
    public static final int MAX_LENGTH = 1 << 16;

    /** The character with which internal keys begin (tags, leases, counters), and no other. */
    public static final char RESERVED = '\0';

    private KeyRules() {}

    /**
     * Refuses a key that breaks the rules; takes a few comparisons, whatever the length.
     *
     * @throws InvalidKeyException if the key is empty, begins with U+0000 or is longer than {@link #MAX_LENGTH}
     */
    public static void check(String key) {
        int length = key.length();
        if (length == 0) {
            throw new InvalidKeyException("a key must not be empty");
        }
        if (key.charAt(0) == RESERVED) {
            throw new InvalidKeyException(
                    "key " + Printable.text(key) + " begins with U+0000, which is reserved for internal keys");
        }
        if (length > MAX_LENGTH) {
            throw new InvalidKeyException("key " + Printable.text(key) + " is longer than the permitted " + MAX_LENGTH
                    + " characters; a template or key(name, values) hashes long values");
        }
    }

    /**
     * Refuses what {@link #check} refuses and text that cannot be encoded as UTF-8; reads the whole key.
     *
     * @throws InvalidKeyException also if the key holds an unpaired surrogate
     */
    public static void checkStrict(String key) {
        check(key);
        int i = 0;
        while (i < key.length()) {
            int codePoint = key.codePointAt(i);
            if (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE) {
                throw new InvalidKeyException("unpaired surrogate at index " + i + " of key " + Printable.text(key));
            }
            i += Character.charCount(codePoint);
        }
    }
}
