package io.github.kashew.key;

import io.github.kashew.error.InvalidKeyException;
import io.github.kashew.error.Printable;
import java.lang.reflect.Array;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The functions that every template knows. */
final class BuiltInFunctions {
    /** The function that leaves a value unescaped; the parser gives it its meaning. */
    static final String RAW = "raw";

    /** The function that is known only with a verifier. */
    static final String JWT = "jwt";

    private static final Map<String, String> DIGESTS = Map.of("sha256", "SHA-256", "sha1", "SHA-1", "md5", "MD5");

    private BuiltInFunctions() {}

    /** Returns all of them by name. */
    static Map<String, BoundFunction.Factory> all() {
        return Map.of(
                RAW,
                arguments -> withoutArguments(arguments, (value, parameter, formats) -> value),
                "len",
                arguments -> withoutArguments(arguments, (value, parameter, formats) -> length(value, parameter)),
                "lower",
                arguments -> withoutArguments(arguments, onText("lower", text -> text.toLowerCase(Locale.ROOT))),
                "upper",
                arguments -> withoutArguments(arguments, onText("upper", text -> text.toUpperCase(Locale.ROOT))),
                "hash",
                BuiltInFunctions::hash,
                "get",
                BuiltInFunctions::get);
    }

    private static BoundFunction withoutArguments(List<String> arguments, BoundFunction function) {
        if (!arguments.isEmpty()) {
            throw new IllegalArgumentException("it takes no arguments, was given " + arguments.size());
        }
        return BoundFunction.ofPresent(function);
    }

    private static int length(@Nullable Object value, String parameter) {
        if (value instanceof CharSequence text) {
            return text.length();
        }
        if (value instanceof Collection<?> collection) {
            return collection.size();
        }
        if (value instanceof Map<?, ?> map) {
            return map.size();
        }
        if (value != null && value.getClass().isArray()) {
            return Array.getLength(value);
        }
        throw notFor("len", "a text, collection, map or array", value, parameter);
    }

    private static BoundFunction onText(String name, Function<String, String> change) {
        return (value, parameter, formats) -> {
            String text = value == null ? null : formats.form(value).scalar(value, parameter);
            if (text == null) {
                throw notFor(name, "a value that is a text", value, parameter);
            }
            return change.apply(text);
        };
    }

    private static InvalidKeyException notFor(String name, String wanted, @Nullable Object value, String parameter) {
        String found = value == null ? "null" : value.getClass().getName();
        return new InvalidKeyException("function '" + name + "' needs " + wanted + "; parameter "
                + Printable.text(parameter) + " is a " + found);
    }

    /** Hashes the text that the value would have in the key, so different values have different hashes. */
    private static BoundFunction hash(List<String> arguments) {
        String name = arguments.isEmpty() ? "sha256" : arguments.get(0).toLowerCase(Locale.ROOT);
        String algorithm = DIGESTS.get(name);
        if (arguments.size() > 1 || algorithm == null) {
            throw new IllegalArgumentException("it takes sha256 (the default), sha1 or md5, was given "
                    + Printable.text(String.join(",", arguments)));
        }
        return BoundFunction.ofPresent(
                (value, parameter, formats) -> Marks.digest(algorithm, formats.text(parameter, value)));
    }

    private static BoundFunction get(List<String> arguments) {
        if (arguments.size() != 1) {
            throw new IllegalArgumentException(
                    "it takes the key to look up, was given " + arguments.size() + " arguments");
        }
        PathStep step = new PathStep.Element(arguments.get(0));
        return BoundFunction.ofPresent((value, parameter, formats) -> step.from(value, parameter));
    }

    /** Returns the factory of {@code jwt(claim)} over a function that verifies a token and returns its claims. */
    static BoundFunction.Factory jwt(Function<? super String, ? extends Map<String, ?>> verifier) {
        return arguments -> {
            if (arguments.size() != 1) {
                throw new IllegalArgumentException(
                        "it takes the name of a claim, was given " + arguments.size() + " arguments");
            }
            String claim = arguments.get(0);
            return BoundFunction.ofPresent((value, parameter, formats) -> claim(verifier, value, claim, parameter));
        };
    }

    private static Object claim(
            Function<? super String, ? extends Map<String, ?>> verifier,
            @Nullable Object token,
            String claim,
            String parameter) {
        if (!(token instanceof CharSequence)) {
            throw notFor(JWT, "a token as text", token, parameter);
        }
        Object found;
        try {
            found = verifier.apply(token.toString()).get(claim);
        } catch (RuntimeException e) {
            // The cause is left out: its message may quote the token.
            throw new InvalidKeyException("the token in parameter " + Printable.text(parameter)
                    + " was refused by its verifier: " + e.getClass().getName());
        }
        if (found == null) {
            throw new InvalidKeyException(
                    "the token in parameter " + Printable.text(parameter) + " has no claim " + Printable.text(claim));
        }
        return found;
    }
}
