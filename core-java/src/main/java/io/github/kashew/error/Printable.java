package io.github.kashew.error;

import org.jspecify.annotations.Nullable;

/**
 * The form in which text of unknown origin appears in messages and log lines: quoted, on one line, of bounded length.
 *
 * <p>Control characters, line separators, formatting characters such as the byte order mark, and unpaired surrogates
 * are written as escapes, so one message stays one line and a terminal cannot be steered by it.
 */
public final class Printable {
    private static final int LONGEST = 120;

    private Printable() {}

    /**
     * Returns {@code text} in single quotes, escaped, cut after 120 characters with its full length added; {@code null}
     * without quotes for null.
     */
    public static String text(@Nullable CharSequence text) {
        if (text == null) {
            return "null";
        }
        int length = text.length();
        StringBuilder out = new StringBuilder(Math.min(length, LONGEST) + 32).append('\'');
        int index = 0;
        while (index < length && index < LONGEST) {
            int codePoint = Character.codePointAt(text, index);
            append(out, codePoint);
            index += Character.charCount(codePoint);
        }
        if (index < length) {
            return out.append("…' (").append(length).append(" characters)").toString();
        }
        return out.append('\'').toString();
    }

    private static void append(StringBuilder out, int codePoint) {
        switch (codePoint) {
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            case '\\' -> out.append("\\\\");
            default -> {
                if (mustEscape(codePoint)) {
                    appendUnicodeEscape(out, codePoint);
                } else {
                    out.appendCodePoint(codePoint);
                }
            }
        }
    }

    private static boolean mustEscape(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }

    private static void appendUnicodeEscape(StringBuilder out, int codePoint) {
        String hex = Integer.toHexString(codePoint);
        if (codePoint > Character.MAX_VALUE) {
            out.append("\\u{").append(hex).append('}');
        } else {
            out.append("\\u").append("0".repeat(4 - hex.length())).append(hex);
        }
    }
}
