package io.github.kashew.key;

import io.github.kashew.error.InvalidKeyException;
import io.github.kashew.key.TemplatePart.Argument;
import io.github.kashew.key.TemplatePart.Literal;
import io.github.kashew.key.TemplatePart.Placeholder;
import java.util.List;

/** The way in which one template is rendered; common templates have ways of their own that allocate only the key. */
interface KeyShape {

    /** Returns the key; the number of arguments has been checked. */
    String render(Args args, ContextValues context);

    /**
     * Chooses the way for a template.
     *
     * @throws InvalidKeyException if its keys could exceed {@link KeyRules#MAX_LENGTH}
     */
    static KeyShape of(String template, List<TemplatePart> parts, KeyFormats formats) {
        requireBounded(template, parts);
        PartsShape general = new PartsShape(parts, formats);
        List<Placeholder> places = parts.stream()
                .filter(Placeholder.class::isInstance)
                .map(Placeholder.class::cast)
                .toList();
        if (places.isEmpty()) {
            String constant = general.render(Args.of(), ContextValues.NONE);
            return (args, context) -> constant;
        }
        boolean bare =
                places.stream().allMatch(place -> place.isBareArgument() && place.delimiter() == KeyText.NO_DELIMITER);
        return bare && formats.isDirect() && places.size() <= 2
                ? specialised(parts, places, formats, general)
                : general;
    }

    private static KeyShape specialised(
            List<TemplatePart> parts, List<Placeholder> places, KeyFormats formats, KeyShape general) {
        int longestValue = (formats.maxKeyBytes() - literalBytes(parts)) / 3 / places.size();
        String prefix = literal(parts, 0);
        String suffix = literal(parts, parts.size() - 1);
        int first = ((Argument) places.get(0).root()).index();
        if (places.size() == 1) {
            return suffix.isEmpty()
                    ? new OneValueShape(prefix, first, longestValue, general)
                    : new EnclosedValueShape(prefix, first, suffix, longestValue, general);
        }
        String middle = literal(parts, parts.indexOf(places.get(0)) + 1);
        int second = ((Argument) places.get(1).root()).index();
        return new TwoValuesShape(prefix, first, middle, second, suffix, longestValue, general);
    }

    private static String literal(List<TemplatePart> parts, int index) {
        return parts.get(index) instanceof Literal literal ? literal.text() : "";
    }

    private static int literalBytes(List<TemplatePart> parts) {
        long bytes = 0;
        for (TemplatePart part : parts) {
            bytes += part instanceof Literal literal ? KeyText.utf8Length(literal.text()) : 0;
        }
        return (int) Math.min(bytes, Integer.MAX_VALUE);
    }

    private static void requireBounded(String template, List<TemplatePart> parts) {
        long places = parts.stream().filter(Placeholder.class::isInstance).count();
        long longest = literalBytes(parts) + places * Marks.HASH_LENGTH;
        if (longest > KeyRules.MAX_LENGTH) {
            throw TemplateError.at(
                    template,
                    0,
                    "its keys could be " + longest + " bytes long; at most " + KeyRules.MAX_LENGTH
                            + " are permitted, with " + Marks.HASH_LENGTH + " for each value");
        }
    }
}
