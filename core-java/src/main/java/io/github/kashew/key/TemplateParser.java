package io.github.kashew.key;

import io.github.kashew.error.InvalidKeyException;
import io.github.kashew.error.Nearest;
import io.github.kashew.error.Printable;
import io.github.kashew.key.TemplatePart.Placeholder;
import java.util.ArrayList;
import java.util.List;

/** Reads a template, character by character, into its parts. */
final class TemplateParser {
    private final String template;
    private final TemplateNames names;
    private final KeyFormats formats;
    private final List<TemplatePart> parts = new ArrayList<>();
    private final StringBuilder literal = new StringBuilder();
    private int position;

    private TemplateParser(String template, TemplateNames names, KeyFormats formats) {
        this.template = template;
        this.names = names;
        this.formats = formats;
    }

    /**
     * Returns the parts of a template: no two literals in a row, none of them empty.
     *
     * @throws InvalidKeyException if anything in the template is wrong
     */
    static List<TemplatePart> parse(String template, TemplateNames names, KeyFormats formats) {
        if (template.isEmpty()) {
            throw new InvalidKeyException("a key template must not be empty; write text and placeholders: user:{id}");
        }
        return new TemplateParser(template, names, formats).parts();
    }

    private List<TemplatePart> parts() {
        while (position < template.length()) {
            char c = template.charAt(position);
            boolean doubled = position + 1 < template.length() && template.charAt(position + 1) == c;
            if ((c == '{' || c == '}') && doubled) {
                literal.append(c);
                position += 2;
            } else if (c == '{') {
                endLiteral();
                parts.add(placeholder());
            } else if (c == '}') {
                throw error(position, "'}' without '{'; for a literal brace write '}}'");
            } else {
                literal.append(literalCharacter(c));
                position++;
            }
        }
        endLiteral();
        return Delimiters.settle(template, parts);
    }

    private void endLiteral() {
        if (!literal.isEmpty()) {
            parts.add(new TemplatePart.Literal(literal.toString()));
            literal.setLength(0);
        }
    }

    private char literalCharacter(char c) {
        if (c == '*' || c == '?') {
            throw error(position, "'" + c + "' is a pattern character and cannot be literal; for a value write {name}");
        }
        if (c == '%') {
            throw error(position, "'%' begins an escape and cannot be literal");
        }
        if (KeyText.isControl(c)) {
            throw error(position, "control character " + Printable.text(String.valueOf(c)) + " cannot be literal");
        }
        boolean unpaired = Character.isHighSurrogate(c)
                ? position + 1 == template.length() || !Character.isLowSurrogate(template.charAt(position + 1))
                : Character.isLowSurrogate(c)
                        && (position == 0 || !Character.isHighSurrogate(template.charAt(position - 1)));
        if (unpaired) {
            throw error(position, "unpaired surrogate; a key is valid Unicode text");
        }
        return c;
    }

    private Placeholder placeholder() {
        int open = position++;
        int close = template.indexOf('}', open);
        if (close < 0) {
            throw error(open, "'{' is not closed; end the placeholder with '}', for a literal brace write '{{'");
        }
        if (close == open + 1) {
            throw error(open, "'{}' names nothing; a placeholder is {name}, {@name} or {*}");
        }
        int nested = template.indexOf('{', open + 1);
        if (nested >= 0 && nested < close) {
            throw error(nested, "'{' inside a placeholder; end the first one with '}'");
        }
        TemplatePart.Root root = root();
        List<PathStep> path = path(root);
        List<BoundFunction> functions = new ArrayList<>();
        boolean raw = false;
        while (template.charAt(position) == ':') {
            if (raw) {
                throw error(position, "a function behind :raw; write :raw last");
            }
            raw = function(functions);
        }
        if (position != close) {
            throw error(
                    position,
                    "'" + template.charAt(position) + "' is not expected here; permitted are .property,"
                            + " [index], :function and '}'");
        }
        position = close + 1;
        return new Placeholder(open, root, path, List.copyOf(functions), raw, KeyText.NO_DELIMITER);
    }

    private TemplatePart.Root root() {
        int start = position;
        if (template.charAt(start) == '*') {
            position++;
            return names.allArguments();
        }
        if (template.charAt(start) == '@') {
            position++;
            if (template.charAt(position) == ':') {
                throw error(start, "'{@:' names no context value; write {@name}");
            }
            return names.contextValue(name("a context value"));
        }
        String name = name("a parameter");
        return names.argument(template, start, name);
    }

    private List<PathStep> path(TemplatePart.Root root) {
        List<PathStep> path = new ArrayList<>();
        KnownType type = names.type(root);
        while (true) {
            int start = position;
            PathStep step;
            if (template.charAt(position) == '.') {
                position++;
                step = new PathStep.Property(name("a property"));
            } else if (template.charAt(position) == '[') {
                step = element();
            } else {
                return List.copyOf(path);
            }
            try {
                type = type.after(step);
            } catch (IllegalArgumentException e) {
                throw error(start, "parameter '" + root.name() + "': " + e.getMessage());
            }
            path.add(step);
        }
    }

    private PathStep element() {
        int open = position;
        int close = template.indexOf(']', open);
        if (close < 0 || close > template.indexOf('}', open)) {
            throw error(open, "'[' is not closed; write [0] or [key]");
        }
        if (close == open + 1) {
            throw error(open, "'[]' names no element; write [0] or [key]");
        }
        position = close + 1;
        return new PathStep.Element(template.substring(open + 1, close));
    }

    /** Reads one function; returns true if it is {@code raw}, which is not applied but remembered. */
    private boolean function(List<BoundFunction> functions) {
        int start = ++position;
        String name = name("a function");
        BoundFunction.Factory factory = formats.function(name);
        if (factory == null) {
            throw error(start, unknownFunction(name));
        }
        List<String> arguments = List.of();
        if (template.charAt(position) == '(') {
            int close = template.indexOf(')', position);
            if (close < 0 || close > template.indexOf('}', position)) {
                throw error(position, "'(' is not closed; write " + name + "(argument)");
            }
            arguments = arguments(template.substring(position + 1, close));
            position = close + 1;
        }
        try {
            functions.add(factory.create(arguments));
        } catch (IllegalArgumentException e) {
            throw error(start, "function '" + name + "': " + e.getMessage());
        }
        return name.equals(BuiltInFunctions.RAW);
    }

    private String unknownFunction(String name) {
        if (name.equals(BuiltInFunctions.JWT)) {
            return "function 'jwt' is known only with a verifier; register one with"
                    + " KeyFormats.builder().withJwt(verifier)";
        }
        return "unknown function " + Printable.text(name) + "; known are " + String.join(", ", formats.functionNames())
                + Nearest.hint(name, formats.functionNames());
    }

    private static List<String> arguments(String text) {
        List<String> arguments = new ArrayList<>();
        if (!text.isBlank()) {
            for (String argument : text.split(",", -1)) {
                arguments.add(argument.strip());
            }
        }
        return List.copyOf(arguments);
    }

    /** Reads a name; there is always a closing brace ahead. */
    private String name(String what) {
        int start = position;
        while (isNameCharacter(template.charAt(position))) {
            position++;
        }
        String name = template.substring(start, position);
        if (!isName(name)) {
            throw error(
                    start,
                    "'" + template.charAt(start) + "' is not the name of " + what
                            + "; a name consists of letters, digits and _ and does not begin with a digit");
        }
        return name;
    }

    /** Tells whether {@code text} can name a parameter, property, context value or function. */
    static boolean isName(String text) {
        return !text.isEmpty()
                && !Character.isDigit(text.charAt(0))
                && text.chars().allMatch(c -> isNameCharacter((char) c));
    }

    private static boolean isNameCharacter(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '$';
    }

    private InvalidKeyException error(int index, String problem) {
        return TemplateError.at(template, index, problem);
    }
}
