package io.github.kashew.key;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Makes small values of every kind that a key can hold, from an alphabet of dangerous characters. */
final class RandomValues {
    private static final String[] ALPHABET = {
        ":", "{", "}", "*", "?", "[", "]", "%", "\\", ",", "=", "\n", "\0", "a", "1", "😀", "-", ".", "null", "%3A"
    };

    /** A value with two parts. */
    record Couple(@Nullable Object left, @Nullable Object right) {}

    private final SplittableRandom random;

    RandomValues(SplittableRandom random) {
        this.random = random;
    }

    @Nullable
    Object next() {
        return value(2);
    }

    Object nextPresent() {
        Object value = next();
        return value == null ? "" : value;
    }

    private @Nullable Object value(int depth) {
        return switch (random.nextInt(depth > 0 ? 20 : 12)) {
            case 0 -> null;
            case 1 -> random.nextInt(-2, 12);
            case 2 -> random.nextLong(-2, 12);
            case 3 -> random.nextInt(-2, 3) / 2.0;
            case 4 -> random.nextBoolean();
            case 5 -> TimeUnit.values()[random.nextInt(3)];
            case 6 -> BigDecimal.valueOf(random.nextInt(3), random.nextInt(2));
            case 7, 8, 9, 10, 11 -> text();
            case 12 -> list(depth);
            case 13 -> list(depth).toArray();
            case 14 -> new HashSet<>(list(depth));
            case 15 -> map(depth);
            case 16 -> text().getBytes(StandardCharsets.UTF_8);
            case 17 -> new Couple(value(depth - 1), value(depth - 1));
            case 18 -> Optional.ofNullable(value(depth - 1));
            default -> new String[] {text(), text()};
        };
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        for (int length = random.nextInt(4); length > 0; length--) {
            text.append(ALPHABET[random.nextInt(ALPHABET.length)]);
        }
        return text.toString();
    }

    private List<@Nullable Object> list(int depth) {
        List<@Nullable Object> list = new ArrayList<>();
        for (int size = random.nextInt(3); size > 0; size--) {
            list.add(value(depth - 1));
        }
        return list;
    }

    private Map<@Nullable Object, @Nullable Object> map(int depth) {
        Map<@Nullable Object, @Nullable Object> map = new HashMap<>();
        for (int size = random.nextInt(3); size > 0; size--) {
            map.put(value(depth - 1), value(depth - 1));
        }
        return map;
    }
}
