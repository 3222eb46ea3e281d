package io.github.kashew.key;

import io.github.kashew.error.InvalidKeyException;
import io.github.kashew.error.Printable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A function at its place in a template, with its arguments settled. */
@FunctionalInterface
interface BoundFunction {

    /** Returns what takes the place of {@code value}, which is neither null nor absent unless it is a user's function. */
    @Nullable
    Object apply(@Nullable Object value, String parameter, KeyFormats formats);

    /** Settles the arguments of a function. */
    @FunctionalInterface
    interface Factory {

        /**
         * Returns the function for these arguments.
         *
         * @throws IllegalArgumentException if they are wrong; the message names what is permitted
         */
        BoundFunction create(List<String> arguments);
    }

    /** Returns {@code function} for values only: null and absent pass through it unchanged. */
    static BoundFunction ofPresent(BoundFunction function) {
        return (value, parameter, formats) ->
                value == null || value == Absent.VALUE ? value : function.apply(value, parameter, formats);
    }

    /** Returns a user's function, whose failures become refusals of the key. */
    static BoundFunction of(String name, KeyFunction function) {
        return (value, parameter, formats) -> {
            if (value == Absent.VALUE) {
                return value;
            }
            try {
                return function.apply(value);
            } catch (InvalidKeyException e) {
                throw e;
            } catch (RuntimeException e) {
                throw new InvalidKeyException(
                        "function '" + name + "' failed on parameter " + Printable.text(parameter) + ": "
                                + e.getClass().getName(),
                        e);
            }
        };
    }
}
