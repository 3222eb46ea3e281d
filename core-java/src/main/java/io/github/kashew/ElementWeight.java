package io.github.kashew;

import java.lang.reflect.Array;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Estimates what an element of a stream weighs, in bytes, without encoding it. */
final class ElementWeight {

    /** What an object weighs whose size is not known. */
    private static final long UNKNOWN = 64;

    private static final long NUMBER = 8;

    private ElementWeight() {}

    static long estimate(@Nullable Object element) {
        if (element == null || element instanceof Number || element instanceof Boolean) {
            return NUMBER;
        }
        if (element instanceof CharSequence text) {
            return NUMBER + text.length();
        }
        if (element instanceof Collection<?> many) {
            return many.stream().mapToLong(ElementWeight::estimate).sum();
        }
        if (element instanceof Map<?, ?> map) {
            return estimate(map.keySet()) + estimate(map.values());
        }
        if (element instanceof byte[] bytes) {
            return bytes.length;
        }
        return element.getClass().isArray() ? NUMBER * Array.getLength(element) : UNKNOWN;
    }
}
