package io.github.kashew.internal;

import io.github.kashew.error.InvalidKeyException;
import io.github.kashew.error.Printable;
import io.github.kashew.key.KeyRules;

/**
 * How the keys are named that Kashew keeps for itself: U+0000, a purpose, U+0000, and the key that it is about, whose
 * route they share.
 */
final class InternalKeys {

    private static final String COPY = "copy";
    private static final String COPY_PREFIX = KeyRules.RESERVED + COPY + KeyRules.RESERVED;

    /** The tag of which the generation ends with that of any other tag. */
    static final String ANY_TAG = of("tags", "any");

    private InternalKeys() {}

    /** Returns the internal key of a purpose, such as {@code rate}, that is about {@code subject}. */
    static String of(String purpose, String subject) {
        if (purpose.isEmpty() || purpose.indexOf(KeyRules.RESERVED) >= 0) {
            throw new IllegalArgumentException(
                    "purpose must be a word without U+0000, such as rate, was " + Printable.text(purpose));
        }
        KeyRules.check(subject);
        return KeyRules.RESERVED + purpose + KeyRules.RESERVED + subject;
    }

    /** Returns the key of the copy that a failover keeps of what {@code key} answers; patterns have such keys, too. */
    static String copyOf(String key) {
        return of(COPY, key);
    }

    /** Tells whether an internal key is one of {@link #copyOf}. */
    static boolean isCopy(String key) {
        return key.startsWith(COPY_PREFIX);
    }

    /** Tells whether a key is in the reserved namespace. */
    static boolean isInternal(String key) {
        return !key.isEmpty() && key.charAt(0) == KeyRules.RESERVED;
    }

    /** As {@link KeyRules#checkStrict}, for what an internal key is about. */
    static void checkStrict(String key) {
        KeyRules.checkStrict(isInternal(key) ? subject(key) : key);
    }

    /** Returns what an internal key is about. */
    static String subject(String key) {
        int end = key.indexOf(KeyRules.RESERVED, 1);
        if (end < 0 || end == key.length() - 1) {
            throw new InvalidKeyException("internal key " + Printable.text(key) + " names no key that it is about");
        }
        return key.substring(end + 1);
    }
}
