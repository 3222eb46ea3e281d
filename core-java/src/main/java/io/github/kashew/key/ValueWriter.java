package io.github.kashew.key;

import io.github.kashew.error.InvalidKeyException;
import io.github.kashew.error.Printable;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Writes one parameter into a key. Not thread-safe; one writer serves one rendering. */
final class ValueWriter {
    private static final int DEEPEST = 64;
    private static final int LONGEST = 1 << 26;
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private final StringBuilder out;
    private final KeyFormats formats;
    private final String parameter;
    private final char delimiter;
    private int depth;

    ValueWriter(StringBuilder out, KeyFormats formats, String parameter, char delimiter) {
        this.out = out;
        this.formats = formats;
        this.parameter = parameter;
        this.delimiter = delimiter;
    }

    /** Returns the name of the parameter that is being written, for messages. */
    String parameter() {
        return parameter;
    }

    /** Writes any value. */
    void value(@Nullable Object value) {
        if (value == null) {
            out.append(Marks.NULL);
        } else if (value == Absent.VALUE) {
            out.append(Marks.ABSENT);
        } else {
            formats.form(value).write(value, this);
        }
        if (out.length() > LONGEST) {
            throw new InvalidKeyException("parameter " + Printable.text(parameter) + " takes more than " + LONGEST
                    + " characters in a key; name a property of it or register a format");
        }
    }

    /** Writes a text, escaped. */
    void text(CharSequence text) {
        KeyText.append(out, text, delimiter, parameter);
    }

    /** Writes the name of a class. */
    void name(String name) {
        KeyText.append(out, name, delimiter, parameter);
    }

    void bytes(byte[] bytes) {
        HEX.formatHex(out.append(Marks.BYTES), bytes);
    }

    void optional(@Nullable Object content) {
        sequence(Marks.OPTIONAL, content == null ? 0 : 1, index -> content);
    }

    void sequence(Collection<?> elements) {
        Object[] snapshot = elements.toArray();
        sequence("", snapshot.length, index -> snapshot[index]);
    }

    /** Writes elements in their order. */
    void sequence(String mark, int size, IntFunction<? extends @Nullable Object> element) {
        enter();
        out.append(mark).append('[');
        for (int index = 0; index < size; index++) {
            if (index > 0) {
                out.append(',');
            }
            value(element.apply(index));
        }
        out.append(']');
        depth--;
    }

    /** Writes elements sorted by their text. */
    void unordered(String mark, Set<?> elements) {
        enter();
        joined(mark, elements.stream().map(this::apart).sorted().toList());
        depth--;
    }

    /** Writes entries sorted by their text. */
    void map(Map<?, ?> map) {
        enter();
        joined(
                Marks.MAP,
                map.entrySet().stream()
                        .map(entry -> apart(entry.getKey()) + '=' + apart(entry.getValue()))
                        .sorted()
                        .toList());
        depth--;
    }

    private void joined(String mark, List<String> written) {
        out.append(mark).append('[').append(String.join(",", written)).append(']');
    }

    private String apart(@Nullable Object element) {
        StringBuilder text = new StringBuilder();
        ValueWriter writer = new ValueWriter(text, formats, parameter, delimiter);
        writer.depth = depth;
        writer.value(element);
        return text.toString();
    }

    private void enter() {
        if (++depth > DEEPEST) {
            throw new InvalidKeyException("parameter " + Printable.text(parameter) + " nests deeper than " + DEEPEST
                    + " levels or contains itself; name a property of it or register a format");
        }
    }
}
