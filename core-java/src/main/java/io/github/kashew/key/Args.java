package io.github.kashew.key;

import io.github.kashew.error.Printable;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The values of one call, by position; each of them may be null.
 *
 * <p>Immutable as long as the values are: they are referred to, not copied. Up to two values are held without an array.
 */
public final class Args {
    private static final @Nullable Object[] NO_VALUES = {};
    private static final @Nullable Object[] ONE_VALUE = new Object[1];
    private static final @Nullable Object[] TWO_VALUES = new Object[2];
    private static final Args EMPTY = new Args(null, null, NO_VALUES);

    private final @Nullable Object first;
    private final @Nullable Object second;

    /** All values if there are more than two; before that a shared blank array, whose length is the size. */
    private final @Nullable Object[] all;

    private Args(@Nullable Object first, @Nullable Object second, @Nullable Object[] all) {
        this.first = first;
        this.second = second;
        this.all = all;
    }

    /** Returns the arguments of a call without values. */
    public static Args of() {
        return EMPTY;
    }

    /** Returns the arguments of a call with one value. */
    public static Args of(@Nullable Object value) {
        return new Args(value, null, ONE_VALUE);
    }

    /** Returns the arguments of a call with two values. */
    public static Args of(@Nullable Object first, @Nullable Object second) {
        return new Args(first, second, TWO_VALUES);
    }

    /** Returns the arguments of a call with three values. */
    public static Args of(@Nullable Object first, @Nullable Object second, @Nullable Object third) {
        return new Args(first, second, new @Nullable Object[] {first, second, third});
    }

    /**
     * Returns the arguments of a call with any number of values.
     *
     * @param values the values; the array is copied. To pass an array as the only value, cast it to {@code Object}
     * @throws NullPointerException if the array itself is null
     */
    public static Args of(@Nullable Object... values) {
        return switch (values.length) {
            case 0 -> EMPTY;
            case 1 -> of(values[0]);
            case 2 -> of(values[0], values[1]);
            default -> new Args(values[0], values[1], Arrays.copyOf(values, values.length, Object[].class));
        };
    }

    /** Returns the number of values. */
    public int size() {
        return all.length;
    }

    /**
     * Returns the value at a position, which may be null.
     *
     * @throws IndexOutOfBoundsException if {@code index} is negative or not below {@link #size()}
     */
    public @Nullable Object get(int index) {
        Objects.checkIndex(index, all.length);
        return switch (index) {
            case 0 -> first;
            case 1 -> second;
            default -> all[index];
        };
    }

    /** Tells whether {@code other} holds equal values in the same order; arrays are compared by their elements. */
    @Override
    public boolean equals(@Nullable Object other) {
        if (this == other) {
            return true;
        }
        if (!(other instanceof Args that) || all.length != that.all.length) {
            return false;
        }
        return Objects.deepEquals(first, that.first)
                && Objects.deepEquals(second, that.second)
                && (all.length <= 2 || Arrays.deepEquals(all, that.all));
    }

    @Override
    public int hashCode() {
        int hash = 1;
        for (int index = 0; index < all.length; index++) {
            hash = 31 * hash + hash(get(index));
        }
        return hash;
    }

    private static int hash(@Nullable Object value) {
        return value != null && value.getClass().isArray()
                ? Arrays.deepHashCode(new Object[] {value})
                : Objects.hashCode(value);
    }

    /** Returns the values for a person to read: escaped, each of bounded length, at most the first sixteen. */
    @Override
    public String toString() {
        StringBuilder out = new StringBuilder("Args[");
        for (int index = 0; index < all.length; index++) {
            if (index == 16) {
                return out.append(", … (")
                        .append(all.length)
                        .append(" values)]")
                        .toString();
            }
            Object value = get(index);
            out.append(index == 0 ? "" : ", ").append(value == null ? "null" : Printable.text(shown(value)));
        }
        return out.append(']').toString();
    }

    private static String shown(Object value) {
        if (!value.getClass().isArray()) {
            return value.toString();
        }
        String inBrackets = Arrays.deepToString(new Object[] {value});
        return inBrackets.substring(1, inBrackets.length() - 1);
    }

    /** Returns the values in a new array. */
    @Nullable
    Object[] toArray() {
        return switch (all.length) {
            case 0 -> new Object[0];
            case 1 -> new @Nullable Object[] {first};
            case 2 -> new @Nullable Object[] {first, second};
            default -> all.clone();
        };
    }
}
