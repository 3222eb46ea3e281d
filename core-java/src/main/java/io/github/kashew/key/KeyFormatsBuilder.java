package io.github.kashew.key;

import io.github.kashew.error.Printable;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/** Collects functions and formats into {@link KeyFormats}. Not thread-safe. */
public final class KeyFormatsBuilder {
    private static final int LEAST_MAX_KEY_BYTES = 128;

    private final Map<String, BoundFunction.Factory> functions;
    private final Map<Class<?>, Function<Object, String>> types;
    private int maxKeyBytes;

    KeyFormatsBuilder() {
        this(BuiltInFunctions.all(), Map.of(), KeyFormats.DEFAULT_MAX_KEY_BYTES);
    }

    KeyFormatsBuilder(
            Map<String, BoundFunction.Factory> functions,
            Map<Class<?>, Function<Object, String>> types,
            int maxKeyBytes) {
        this.functions = new HashMap<>(functions);
        this.types = new LinkedHashMap<>(types);
        this.maxKeyBytes = maxKeyBytes;
    }

    /**
     * Registers a function without arguments.
     *
     * @throws IllegalArgumentException if {@code name} is not a name or is taken
     */
    public KeyFormatsBuilder function(String name, KeyFunction function) {
        Objects.requireNonNull(function, "function");
        return add(name, arguments -> {
            if (!arguments.isEmpty()) {
                throw new IllegalArgumentException("it takes no arguments, was given " + arguments.size());
            }
            return BoundFunction.of(name, function);
        });
    }

    /**
     * Registers a function with arguments, which the template gives in brackets.
     *
     * @throws IllegalArgumentException if {@code name} is not a name or is taken
     */
    public KeyFormatsBuilder functionWithArguments(String name, KeyFunction.Factory factory) {
        Objects.requireNonNull(factory, "factory");
        return add(name, arguments -> BoundFunction.of(name, factory.create(arguments)));
    }

    /**
     * Makes {@code jwt(claim)} known, which replaces a token by one of its claims.
     *
     * @param verifier verifies signature and expiry of a token and returns its claims; it throws to refuse the token.
     *     Neither the token nor the message of its exception appears in a key, message or log
     * @throws IllegalArgumentException if a verifier is registered already
     */
    public KeyFormatsBuilder withJwt(Function<? super String, ? extends Map<String, ?>> verifier) {
        Objects.requireNonNull(verifier, "verifier");
        return add(BuiltInFunctions.JWT, BuiltInFunctions.jwt(verifier));
    }

    /**
     * Registers how the objects of a type are written; the text that {@code format} returns is escaped.
     *
     * <p>An object takes the format of its own class or else of the nearest registered supertype, superclasses before
     * interfaces. A format takes precedence over every built-in rule.
     *
     * @throws IllegalArgumentException if {@code type} is primitive or has a format already
     */
    public <T> KeyFormatsBuilder format(Class<T> type, Function<? super T, String> format) {
        Objects.requireNonNull(format, "format");
        if (type.isPrimitive()) {
            throw new IllegalArgumentException("a format takes a reference type such as Long, was " + type);
        }
        if (types.putIfAbsent(type, value -> format.apply(type.cast(value))) != null) {
            throw new IllegalArgumentException("a format of " + type.getName() + " is registered already");
        }
        return this;
    }

    /**
     * Sets the length above which a key has its long values hashed; 512 by default.
     *
     * <p>In a key that is longer, each value of more than 71 bytes is replaced by its SHA-256 digest. Literal text and
     * short values stay, so prefixes and patterns find the key as before.
     *
     * @param bytes the length as UTF-8, 128 to 65536
     * @throws IllegalArgumentException if {@code bytes} is out of range
     */
    public KeyFormatsBuilder maxKeyBytes(int bytes) {
        if (bytes < LEAST_MAX_KEY_BYTES || bytes > KeyRules.MAX_LENGTH) {
            throw new IllegalArgumentException(
                    "maxKeyBytes must be " + LEAST_MAX_KEY_BYTES + " to " + KeyRules.MAX_LENGTH + ", was " + bytes);
        }
        maxKeyBytes = bytes;
        return this;
    }

    /** Returns the formats; later changes to this builder do not reach them. */
    public KeyFormats build() {
        return new KeyFormats(functions, types, maxKeyBytes);
    }

    private KeyFormatsBuilder add(String name, BoundFunction.Factory factory) {
        if (!TemplateParser.isName(name)) {
            throw new IllegalArgumentException(
                    "a function name consists of letters, digits and _, was " + Printable.text(name));
        }
        if (functions.putIfAbsent(name, factory) != null) {
            throw new IllegalArgumentException("function '" + name + "' is registered already");
        }
        return this;
    }
}
