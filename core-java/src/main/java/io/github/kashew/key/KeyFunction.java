package io.github.kashew.key;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A function that a key template applies to a value, as {@code name} in {@code {user:name}}.
 *
 * <p>It gets the real object and returns the object to go on with, which is then written and escaped like any other
 * value. It must be pure and thread-safe: its result decides which calls share a cache entry. What it throws is
 * reported as an {@link io.github.kashew.error.InvalidKeyException}.
 */
@FunctionalInterface
public interface KeyFunction {

    /** Returns what takes the place of {@code value}; both may be null. */
    @Nullable
    Object apply(@Nullable Object value);

    /** Makes a function from the arguments that a template gives it, as in {@code {user:name(a,b)}}. */
    @FunctionalInterface
    interface Factory {

        /**
         * Returns the function for these arguments; called once for each place where a template names it.
         *
         * @param arguments the texts between the brackets, trimmed; empty without brackets
         * @throws IllegalArgumentException if the arguments are wrong; the message names what is permitted
         */
        KeyFunction create(List<String> arguments);
    }
}
