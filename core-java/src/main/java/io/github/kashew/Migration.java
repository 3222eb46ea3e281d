package io.github.kashew;

import java.util.Objects;
import java.util.function.Function;

/**
 * How values of an older shape are read as the present type.
 *
 * <p>Bytes are of the older shape if their fingerprint is that of {@code older}, a class with the old fields that is kept for
 * this purpose, mostly with {@link io.github.kashew.codec.StoredAs} and the name that the present class has.
 *
 * @param older the type that has the older shape
 * @param newer the type that callers ask for
 * @param step makes one of the other; if it throws, the look-up is a miss
 */
public record Migration<O, V>(TypeRef<O> older, TypeRef<V> newer, Function<? super O, ? extends V> step) {

    /** Refuses null and a type that is migrated to itself. */
    public Migration {
        Objects.requireNonNull(step, "step");
        if (older.equals(newer)) {
            throw new IllegalArgumentException("a migration leads from an older type to another, both were " + newer);
        }
    }
}
