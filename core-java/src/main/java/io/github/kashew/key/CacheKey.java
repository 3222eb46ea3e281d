package io.github.kashew.key;

import io.github.kashew.error.InvalidKeyException;
import io.github.kashew.error.Printable;
import org.jspecify.annotations.Nullable;

/** Makes a key from a name and values where a template would be too much: {@code user:42}. */
public final class CacheKey {
    private static final int LONGEST_PLAIN_VALUE = 64;

    private CacheKey() {}

    /**
     * Returns the name and the values, joined by colons; the values are written as in the template
     * {@code name:{a}:{b}} with {@linkplain KeyFormats#standard() standard formats}.
     *
     * <p>A key longer than {@value KeyFormats#DEFAULT_MAX_KEY_BYTES} bytes has all its values replaced by one SHA-256
     * digest.
     *
     * @param name the literal beginning, 1 to 256 characters; not {@code *}, {@code ?}, {@code %} or control characters
     * @param values the values, each of which may be null
     * @throws InvalidKeyException if the name is not permitted or a value has no key form
     */
    public static String of(String name, @Nullable Object... values) {
        checkName(name);
        if (values == null) {
            return name + ':' + Marks.NULL; // of(name, null) without a cast
        }
        if (values.length == 0) {
            return name;
        }
        if (values.length == 1) {
            Object value = values[0];
            if (value instanceof Long number) {
                return name + ':' + number.longValue();
            }
            if (value instanceof String text && text.length() <= LONGEST_PLAIN_VALUE && KeyText.isPlain(text)) {
                return name + ':' + text;
            }
        }
        StringBuilder out = new StringBuilder(name.length() + 16 * values.length).append(name);
        for (int index = 0; index < values.length; index++) {
            append(out.append(':'), name, index, values[index]);
        }
        if (KeyText.fits(out, KeyFormats.DEFAULT_MAX_KEY_BYTES)) {
            return out.toString();
        }
        return name + ':' + Marks.hashed(out.substring(name.length() + 1));
    }

    private static void append(StringBuilder out, String name, int index, @Nullable Object value) {
        KeyFormats formats = KeyFormats.standard();
        if (!formats.appendDirectly(out, value, KeyText.NO_DELIMITER)) {
            new ValueWriter(out, formats, name + '[' + index + ']', KeyText.NO_DELIMITER).value(value);
        }
    }

    private static void checkName(String name) {
        int length = name.length();
        if (length == 0 || length > 256) {
            throw new InvalidKeyException(
                    "the name of a key must have 1 to 256 characters, was " + Printable.text(name));
        }
        for (int i = 0; i < length; i++) {
            char c = name.charAt(i);
            if (c == '*' || c == '?' || c == '%' || KeyText.isControl(c) || Character.isSurrogate(c)) {
                throw new InvalidKeyException("the name of a key must not contain *, ?, %, control or surrogate"
                        + " characters, was " + Printable.text(name) + "; pass variable text as a value");
            }
        }
    }
}
