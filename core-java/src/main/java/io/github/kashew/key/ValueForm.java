package io.github.kashew.key;

import io.github.kashew.error.InvalidKeyException;
import io.github.kashew.error.Printable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How the objects of one class are written into a key. */
interface ValueForm {

    /** Writes {@code value}, escaped, in a way that no other kind of value can produce. */
    void write(Object value, ValueWriter out);

    /** Returns the plain text of {@code value} if it is a scalar, null if it has parts. */
    default @Nullable String scalar(Object value, String parameter) {
        return null;
    }

    /** A value that is its text. */
    record Scalar(Function<Object, String> text) implements ValueForm {
        @Override
        public void write(Object value, ValueWriter out) {
            out.text(text.apply(value));
        }

        @Override
        public String scalar(Object value, String parameter) {
            return text.apply(value);
        }
    }

    /** A value whose text a registered formatter gives. */
    record Registered(Class<?> type, Function<Object, String> format) implements ValueForm {
        @Override
        public void write(Object value, ValueWriter out) {
            out.text(scalar(value, out.parameter()));
        }

        @Override
        public String scalar(Object value, String parameter) {
            @Nullable String text;
            try {
                text = format.apply(value);
            } catch (RuntimeException e) {
                throw new InvalidKeyException(
                        "the format of " + type.getName() + " failed on parameter " + Printable.text(parameter) + ": "
                                + e.getClass().getName(),
                        e);
            }
            if (text == null) {
                throw new InvalidKeyException("the format of " + type.getName() + " returned null for parameter "
                        + Printable.text(parameter) + "; it must return text");
            }
            return text;
        }
    }

    /** A value whose text is its {@code toString()}, unless that holds its identity. */
    record Described(Class<?> type) implements ValueForm {
        @Override
        public void write(Object value, ValueWriter out) {
            out.text(scalar(value, out.parameter()));
        }

        @Override
        public String scalar(Object value, String parameter) {
            String text = value.toString();
            if (text == null || text.indexOf('@') >= 0 && holdsIdentity(text, value)) {
                throw Refused.exception(type, parameter);
            }
            return text;
        }

        private static boolean holdsIdentity(String text, Object value) {
            return text.contains("@" + Integer.toHexString(System.identityHashCode(value)));
        }
    }

    /** A value without a stable text. */
    record Refused(Class<?> type) implements ValueForm {
        @Override
        public void write(Object value, ValueWriter out) {
            throw exception(type, out.parameter());
        }

        @Override
        public String scalar(Object value, String parameter) {
            throw exception(type, parameter);
        }

        static InvalidKeyException exception(Class<?> type, String parameter) {
            return new InvalidKeyException("parameter " + Printable.text(parameter) + " of type " + type.getName()
                    + " has no key form; register a format, make it a record or data class, or name a property of it"
                    + " such as {" + parameter + ".id}");
        }
    }
}
