package io.github.kashew.key;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kashew.spi.KeyPattern;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Random tuples of every kind of value: keys are equal exactly if the values are. */
class KeyPropertyTest {
    private static final int TUPLES_PER_TEMPLATE = 200_000;

    private static final String[] TEMPLATES = {"u:{a}:{b}", "u:{a}-{b}", "{a},{b}.x", "{{u}}:{*}", "u:{b}:{a}:{@t}"};

    @Test
    @DisplayName("G-S4 a million random tuples: keys are equal exactly if the values are, and none is internal")
    void injective() {
        RandomValues values = new RandomValues(new SplittableRandom(20_240_229));
        int repeated = 0;
        for (String text : TEMPLATES) {
            KeyTemplate template = KeyTemplate.parse(text, List.of("a", "b"));
            Map<String, String> valuesByKey = new HashMap<>();
            Map<String, String> keyByValues = new HashMap<>();
            for (int i = 0; i < TUPLES_PER_TEMPLATE; i++) {
                Object a = values.next();
                Object b = values.next();
                Object t = values.nextPresent();
                boolean withContext = !template.contextNames().isEmpty();
                String key = template.render(Args.of(a, b), name -> t);
                String identity = Identity.of(a) + Identity.of(b) + (withContext ? Identity.of(t) : "");

                String sameKey = valuesByKey.putIfAbsent(key, identity);
                String sameValues = keyByValues.putIfAbsent(identity, key);
                repeated += sameValues == null ? 0 : 1;
                if (sameKey != null && !sameKey.equals(identity)) {
                    throw new AssertionError(text + ": key " + key + " of " + identity + " and of " + sameKey);
                }
                if (sameValues != null && !sameValues.equals(key)) {
                    throw new AssertionError(text + ": " + identity + " has keys " + key + " and " + sameValues);
                }
                requireOrdinary(key);
            }
        }
        assertThat(repeated).as("tuples that occurred before").isGreaterThan(10_000);
    }

    private static void requireOrdinary(String key) {
        KeyRules.checkStrict(key);
        for (int i = 0; i < key.length(); i++) {
            char c = key.charAt(i);
            if (c == '*' || c == '?' || KeyText.isControl(c)) {
                throw new AssertionError("key " + key + " holds a pattern or control character");
            }
        }
    }

    @Test
    @DisplayName("G-S4 the pattern of one value matches exactly the keys of equal values")
    void patternsDoNotCross() {
        RandomValues values = new RandomValues(new SplittableRandom(4));
        KeyTemplate template = KeyTemplate.parse("u:{a}:{b}");
        KeyPattern whole = KeyPattern.of(template.pattern());
        int matched = 0;
        for (int i = 0; i < TUPLES_PER_TEMPLATE; i++) {
            Object wanted = values.next();
            Object a = values.next();
            KeyPattern pattern = KeyPattern.of(CacheKey.of("u", new @Nullable Object[] {wanted}) + ":*");
            String key = template.render(Args.of(a, values.next()), ContextValues.NONE);
            boolean equal = Identity.of(wanted).equals(Identity.of(a));
            matched += equal ? 1 : 0;
            if (pattern.matches(key) != equal || !whole.matches(key)) {
                throw new AssertionError("pattern " + pattern + " and key " + key);
            }
        }
        assertThat(matched).as("pairs of equal values").isGreaterThan(500);
    }
}
