package io.github.kashew.key;

/** {@code user:{id}}: a number or a short plain text is joined to the prefix, everything else goes the general way. */
record OneValueShape(String prefix, int index, int longestText, KeyShape general) implements KeyShape {
    @Override
    public String render(Args args, ContextValues context) {
        Object value = args.get(index);
        if (value instanceof Long number) {
            return prefix + number.longValue();
        }
        if (value instanceof String text && text.length() <= longestText && KeyText.isPlain(text)) {
            return prefix.concat(text);
        }
        if (value instanceof Integer number) {
            return prefix + number.intValue();
        }
        return general.render(args, context);
    }
}
