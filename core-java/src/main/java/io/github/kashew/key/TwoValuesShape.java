package io.github.kashew.key;

import org.jspecify.annotations.Nullable;

/** {@code user:{id}:{page}}: each value a number or a short plain text, everything else goes the general way. */
record TwoValuesShape(
        String prefix, int first, String middle, int second, String suffix, int longestText, KeyShape general)
        implements KeyShape {
    @Override
    public String render(Args args, ContextValues context) {
        Object a = args.get(first);
        Object b = args.get(second);
        if (a instanceof String text && isShortAndPlain(text)) {
            if (b instanceof String other && isShortAndPlain(other)) {
                return prefix + text + middle + other + suffix;
            }
            if (isNumber(b)) {
                return prefix + text + middle + number(b) + suffix;
            }
        } else if (isNumber(a)) {
            if (isNumber(b)) {
                return prefix + number(a) + middle + number(b) + suffix;
            }
            if (b instanceof String other && isShortAndPlain(other)) {
                return prefix + number(a) + middle + other + suffix;
            }
        }
        return general.render(args, context);
    }

    private boolean isShortAndPlain(String text) {
        return text.length() <= longestText && KeyText.isPlain(text);
    }

    private static boolean isNumber(@Nullable Object value) {
        return value instanceof Long || value instanceof Integer;
    }

    @SuppressWarnings("NullAway") // asked only about what isNumber
    private static long number(@Nullable Object value) {
        return ((Number) value).longValue();
    }
}
