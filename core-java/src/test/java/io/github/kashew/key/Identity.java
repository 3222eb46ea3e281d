package io.github.kashew.key;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The documented equality of key values as a text in which every part has its kind and length written before it. */
final class Identity {
    private Identity() {}

    static String of(@Nullable Object value) {
        if (value == null) {
            return "N0:";
        }
        if (value instanceof byte[] bytes) {
            return part('B', HexFormat.of().formatHex(bytes));
        }
        if (value instanceof Object[] array) {
            return part('L', joined(Arrays.stream(array)));
        }
        if (value instanceof List<?> list) {
            return part('L', joined(list.stream()));
        }
        if (value instanceof Set<?> set) {
            return part('S', sorted(set.stream().map(Identity::of)));
        }
        if (value instanceof Map<?, ?> map) {
            return part('M', sorted(map.entrySet().stream().map(e -> of(e.getKey()) + of(e.getValue()))));
        }
        if (value instanceof Optional<?> optional) {
            return part('O', optional.map(Identity::of).orElse(""));
        }
        if (value instanceof RandomValues.Couple couple) {
            return part('R', of(couple.left()) + of(couple.right()));
        }
        return part('T', value.toString());
    }

    private static String joined(Stream<?> elements) {
        return String.join("", elements.map(Identity::of).toList());
    }

    private static String sorted(Stream<String> parts) {
        return String.join("", parts.sorted().toList());
    }

    private static String part(char kind, String content) {
        return kind + Integer.toString(content.length()) + ':' + content;
    }
}
