package io.github.kashew.key;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How values are written into keys: the functions that templates know, and the formats of types. Immutable and
 * thread-safe.
 *
 * <p>Two values share a text exactly if they are equal by these rules:
 *
 * <ul>
 *   <li>Text, characters, numbers, booleans, enum constants (by name), classes (by name), UUIDs, dates and times, and
 *       all other objects with a {@code toString()} of their own are their text: {@code 1}, {@code 1L} and {@code "1"}
 *       are equal; {@code 1.0} has the text {@code "1.0"} and equals none of them. Unicode text is not normalised.
 *   <li>A {@link java.util.Date} is its instant. A boxed Kotlin value class is its value.
 *   <li>null, the empty text and {@code "null"} differ, and so does the end of a path that leads nowhere.
 *   <li>Lists, other collections with an order, arrays and varargs are their elements in order.
 *   <li>Sets and maps are their elements and entries without order.
 *   <li>A {@code byte[]} or {@link java.nio.ByteBuffer} is its bytes. An {@link java.util.Optional} is its content and
 *       differs from the bare content and from null.
 *   <li>Records and Kotlin data classes are their class and the values of their components.
 *   <li>A value of a registered type is the text that its format returns.
 * </ul>
 *
 * <p>Everything else has no key form and is refused: an object that inherits {@code Object.toString()} or puts its
 * identity into its text, a function, a structure that contains itself or nests deeper than 64 levels.
 *
 * <p>Functions: {@code len} (elements, or UTF-16 characters of a text), {@code lower} and {@code upper} (without
 * regard to the locale), {@code hash} (SHA-256 of the key text; {@code hash(sha1)}, {@code hash(md5)}),
 * {@code get(key)} (as {@code [key]}), {@code raw} (unescaped, only as the last one), those that are registered, and
 * {@code jwt(claim)} once {@linkplain KeyFormatsBuilder#withJwt a verifier} is. Null passes through all built-in
 * functions unchanged.
 */
public final class KeyFormats {
    /** The length above which a key has its long values hashed, in UTF-8 bytes, unless it is set. */
    public static final int DEFAULT_MAX_KEY_BYTES = 512;

    private static final KeyFormats STANDARD = new KeyFormatsBuilder().build();

    private final Map<String, BoundFunction.Factory> functions;
    private final Map<Class<?>, Function<Object, String>> types;
    private final ValueForms forms;
    private final int maxKeyBytes;

    KeyFormats(
            Map<String, BoundFunction.Factory> functions,
            Map<Class<?>, Function<Object, String>> types,
            int maxKeyBytes) {
        this.functions = Map.copyOf(functions);
        this.types = new LinkedHashMap<>(types);
        this.forms = new ValueForms(this.types);
        this.maxKeyBytes = maxKeyBytes;
    }

    /** Returns the formats with the built-in functions and nothing registered. */
    public static KeyFormats standard() {
        return STANDARD;
    }

    /** Returns a builder that begins with the standard formats. */
    public static KeyFormatsBuilder builder() {
        return new KeyFormatsBuilder();
    }

    /** Returns a builder that begins with these formats. */
    public KeyFormatsBuilder toBuilder() {
        return new KeyFormatsBuilder(functions, types, maxKeyBytes);
    }

    /** Returns the length above which a key has its long values hashed, in UTF-8 bytes. */
    public int maxKeyBytes() {
        return maxKeyBytes;
    }

    /**
     * Returns the text that a value has in a key, escaped and never hashed.
     *
     * @param parameter the name of the value, for messages
     * @throws io.github.kashew.error.InvalidKeyException if the value has no key form
     */
    public String text(String parameter, @Nullable Object value) {
        Objects.requireNonNull(parameter, "parameter");
        if (value instanceof String text && isPlain(String.class) && KeyText.isPlain(text)) {
            return text;
        }
        StringBuilder out = new StringBuilder();
        new ValueWriter(out, this, parameter, KeyText.NO_DELIMITER).value(value);
        return out.toString();
    }

    /** Tells whether no registered format applies to the objects of {@code type}. */
    boolean isPlain(Class<?> type) {
        return types.isEmpty() || !(forms.get(type) instanceof ValueForm.Registered);
    }

    ValueForm form(Object value) {
        return forms.get(value.getClass());
    }

    /** Returns the names of all functions, sorted. */
    Collection<String> functionNames() {
        return new TreeSet<>(functions.keySet());
    }

    BoundFunction.@Nullable Factory function(String name) {
        return functions.get(name);
    }
}
