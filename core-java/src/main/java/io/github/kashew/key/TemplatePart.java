package io.github.kashew.key;

import io.github.kashew.error.InvalidKeyException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One part of a parsed template. */
sealed interface TemplatePart {

    /** Text that is the same in every key. */
    record Literal(String text) implements TemplatePart {}

    /**
     * A place for a value.
     *
     * @param index where it stands in the template
     * @param raw whether the value stays unescaped
     * @param delimiter the character to escape beyond the reserved ones
     */
    record Placeholder(
            int index, Root root, List<PathStep> path, List<BoundFunction> functions, boolean raw, char delimiter)
            implements TemplatePart {

        /** Tells whether this is one argument without anything done to it. */
        boolean isBareArgument() {
            return root instanceof Argument && path.isEmpty() && functions.isEmpty() && !raw;
        }

        Placeholder before(char following) {
            return new Placeholder(index, root, path, functions, raw, following);
        }

        /** Appends the text of the value. */
        void render(StringBuilder out, Args args, ContextValues context, KeyFormats formats) {
            String parameter = root.name();
            if (root instanceof AllArguments && functions.isEmpty() && !raw) {
                renderAll(out, args, formats);
                return;
            }
            Object value = root.value(args, context);
            for (PathStep step : path) {
                value = step.from(value, parameter);
            }
            for (BoundFunction function : functions) {
                value = function.apply(value, parameter, formats);
            }
            if (raw && value != null && value != Absent.VALUE) {
                KeyText.appendRaw(out, rawText(value, formats), parameter);
            } else if (!formats.appendDirectly(out, value, delimiter)) {
                new ValueWriter(out, formats, parameter, delimiter).value(value);
            }
        }

        private String rawText(Object value, KeyFormats formats) {
            String text = formats.form(value).scalar(value, root.name());
            if (text == null) {
                throw new InvalidKeyException("parameter '" + root.name() + "' of type "
                        + value.getClass().getName() + " has parts; only a text can be raw, leave out :raw");
            }
            return text;
        }

        private void renderAll(StringBuilder out, Args args, KeyFormats formats) {
            for (int argument = 0; argument < args.size(); argument++) {
                if (argument > 0) {
                    out.append(':');
                }
                new ValueWriter(out, formats, String.valueOf(argument), delimiter).value(args.get(argument));
            }
        }
    }

    /** Where the value of a placeholder comes from. */
    sealed interface Root {
        /** Returns the name for messages. */
        String name();

        @Nullable
        Object value(Args args, ContextValues context);
    }

    /** An argument of the call. */
    record Argument(String name, int index) implements Root {
        @Override
        public @Nullable Object value(Args args, ContextValues context) {
            return args.get(index);
        }
    }

    /** All arguments of the call. */
    record AllArguments() implements Root {
        @Override
        public String name() {
            return "*";
        }

        @Override
        public Object value(Args args, ContextValues context) {
            return args.toArray();
        }
    }

    /** A value of the surrounding context, which has to be there. */
    record ContextValue(String name) implements Root {
        @Override
        public Object value(Args args, ContextValues context) {
            Object value = context.get(name);
            if (value == null) {
                throw new InvalidKeyException("context value '" + name + "' is missing; the template needs {@" + name
                        + "}, set it before the call");
            }
            return value;
        }
    }
}
