package io.github.kashew.key;

/** {@code user:{id}:profile}: as {@link OneValueShape}, with text behind the value. */
record EnclosedValueShape(String prefix, int index, String suffix, int longestText, KeyShape general)
        implements KeyShape {
    @Override
    public String render(Args args, ContextValues context) {
        Object value = args.get(index);
        if (value instanceof Long number) {
            return prefix + number.longValue() + suffix;
        }
        if (value instanceof String text && text.length() <= longestText && KeyText.isPlain(text)) {
            return prefix + text + suffix;
        }
        if (value instanceof Integer number) {
            return prefix + number.intValue() + suffix;
        }
        return general.render(args, context);
    }
}
