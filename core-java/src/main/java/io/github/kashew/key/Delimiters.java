package io.github.kashew.key;

import io.github.kashew.error.Printable;
import io.github.kashew.key.TemplatePart.Literal;
import io.github.kashew.key.TemplatePart.Placeholder;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes sure that a key can be taken apart again: behind each value that is followed by another one stands a character
 * that the value does not contain.
 *
 * <p>Reserved characters never occur in values. Where the literal text has none, one of its other characters is
 * escaped in the value before it.
 */
final class Delimiters {
    /** Never in a value as they are, or only between brackets. */
    private static final String NATURAL = ":{},=";

    private static final String UNFIT = "%[]#";

    private Delimiters() {}

    /**
     * Returns the parts with the delimiter of each placeholder settled.
     *
     * @throws io.github.kashew.error.InvalidKeyException if two values cannot be told apart
     */
    static List<TemplatePart> settle(String template, List<TemplatePart> parts) {
        List<TemplatePart> settled = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            TemplatePart part = parts.get(i);
            boolean anotherFollows = i + 1 < parts.size() && hasPlaceholder(parts, i + 1);
            if (part instanceof Placeholder placeholder && !placeholder.raw() && anotherFollows) {
                settled.add(placeholder.before(delimiter(template, placeholder, parts.get(i + 1))));
            } else {
                settled.add(part);
            }
        }
        return List.copyOf(settled);
    }

    private static boolean hasPlaceholder(List<TemplatePart> parts, int from) {
        return parts.subList(from, parts.size()).stream().anyMatch(Placeholder.class::isInstance);
    }

    private static char delimiter(String template, Placeholder placeholder, TemplatePart following) {
        String name = placeholder.root().name();
        if (!(following instanceof Literal literal)) {
            throw TemplateError.at(
                    template,
                    placeholder.index(),
                    "nothing separates the value of '" + name + "' from the next one; put ':' between them");
        }
        String text = literal.text();
        if (text.chars().anyMatch(c -> NATURAL.indexOf(c) >= 0)) {
            return KeyText.NO_DELIMITER;
        }
        return (char) text.chars()
                .filter(c -> canBeEscaped((char) c))
                .findFirst()
                .orElseThrow(() -> TemplateError.at(
                        template,
                        placeholder.index(),
                        Printable.text(text) + " does not separate the value of '" + name
                                + "' from the next one; put ':' between them"));
    }

    private static boolean canBeEscaped(char c) {
        return !Character.isLetterOrDigit(c) && !Character.isSurrogate(c) && UNFIT.indexOf(c) < 0;
    }
}
