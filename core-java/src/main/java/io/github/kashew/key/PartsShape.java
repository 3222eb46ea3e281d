package io.github.kashew.key;

import io.github.kashew.error.InvalidKeyException;
import io.github.kashew.key.TemplatePart.Literal;
import io.github.kashew.key.TemplatePart.Placeholder;
import java.util.List;

/** Any template: its parts one after the other. */
final class PartsShape implements KeyShape {
    private final List<TemplatePart> parts;
    private final KeyFormats formats;
    private final int expectedLength;

    PartsShape(List<TemplatePart> parts, KeyFormats formats) {
        this.parts = List.copyOf(parts);
        this.formats = formats;
        this.expectedLength = parts.stream()
                .mapToInt(
                        part -> part instanceof Literal literal ? literal.text().length() : 16)
                .sum();
    }

    @Override
    public String render(Args args, ContextValues context) {
        StringBuilder out = new StringBuilder(expectedLength);
        for (int i = 0; i < parts.size(); i++) {
            TemplatePart part = parts.get(i);
            if (part instanceof Literal literal) {
                out.append(literal.text());
            } else if (part instanceof Placeholder place) {
                place.render(out, args, context, formats);
            }
        }
        if (out.isEmpty()) {
            throw new InvalidKeyException("a key must not be empty; put text before a raw value");
        }
        return KeyText.fits(out, formats.maxKeyBytes()) ? out.toString() : renderShortened(args, context);
    }

    /** Renders again, each value apart, and replaces those that are longer than their digest. */
    private String renderShortened(Args args, ContextValues context) {
        StringBuilder out = new StringBuilder(formats.maxKeyBytes());
        StringBuilder value = new StringBuilder();
        for (TemplatePart part : parts) {
            if (part instanceof Literal literal) {
                out.append(literal.text());
            } else if (part instanceof Placeholder place) {
                value.setLength(0);
                place.render(value, args, context, formats);
                out.append(KeyText.fits(value, Marks.HASH_LENGTH) ? value : Marks.hashed(value));
            }
        }
        return out.toString();
    }
}
