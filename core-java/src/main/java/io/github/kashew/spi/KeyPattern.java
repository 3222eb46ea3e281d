package io.github.kashew.spi;

import io.github.kashew.error.InvalidKeyException;
import org.jspecify.annotations.Nullable;

/**
 * A glob over keys: {@code *} stands for any text, {@code ?} for one Unicode character, all else for itself. Immutable
 * and thread-safe.
 *
 * <p>There is no way to write a literal {@code *} or {@code ?}: rendered keys do not contain them. Patterns are equal if
 * their texts are.
 */
public final class KeyPattern {
    private final String text;
    private final int firstWildcard;
    private final @Nullable Glob glob;

    private KeyPattern(String text) {
        this.text = text;
        this.firstWildcard = firstWildcard(text);
        this.glob = firstWildcard < 0 ? null : new Glob(text);
    }

    /**
     * Compiles a pattern.
     *
     * @throws InvalidKeyException if the text is empty
     */
    public static KeyPattern of(String text) {
        if (text.isEmpty()) {
            throw new InvalidKeyException("a pattern must not be empty; \"*\" matches every key");
        }
        return new KeyPattern(text);
    }

    /**
     * Tells whether the whole {@code key} matches; takes time linear in the length of the key.
     *
     * <p>No wildcard stands for the U+0000 with which internal keys begin.
     */
    public boolean matches(String key) {
        if (!key.isEmpty() && key.charAt(0) == 0 && text.charAt(0) != 0) {
            return false;
        }
        return glob == null ? text.equals(key) : glob.matches(key);
    }

    /** Returns the text before the first wildcard, with which every matching key begins; may be empty. */
    public String literalPrefix() {
        return firstWildcard < 0 ? text : text.substring(0, firstWildcard);
    }

    /** Tells whether there is no wildcard, so that the only match is the text itself. */
    public boolean isLiteral() {
        return firstWildcard < 0;
    }

    /** Returns the pattern as it was written. */
    public String text() {
        return text;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof KeyPattern that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** Returns the pattern as it was written. */
    @Override
    public String toString() {
        return text;
    }

    private static int firstWildcard(String text) {
        int star = text.indexOf('*');
        int one = text.indexOf('?');
        return star < 0 || one < 0 ? Math.max(star, one) : Math.min(star, one);
    }
}
