package io.github.kashew.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class HashFloodingTest {
    private static final int COUNT = 1 << 17;

    @Test
    @DisplayName("K20 values of equal hash codes are rendered as fast as others")
    void rendering() {
        List<String> hostile = texts("Aa", "BB");
        List<String> harmless = texts("Aa", "CC");
        assertThat(hostile.get(COUNT - 1)).hasSameHashCodeAs(hostile.get(0));

        long best = Long.MAX_VALUE;
        long bestHostile = Long.MAX_VALUE;
        for (int round = 0; round < 5; round++) {
            best = Math.min(best, nanos(harmless));
            bestHostile = Math.min(bestHostile, nanos(hostile));
        }

        assertThat((double) best / bestHostile).isGreaterThan(0.5);
    }

    private static long nanos(List<String> values) {
        KeyTemplate template = KeyTemplate.parse("k:{x}:{y:lower}");
        long start = System.nanoTime();
        Set<Integer> lengths = new HashSet<>();
        for (String value : values) {
            lengths.add(
                    template.render(Args.of(value, value), ContextValues.NONE).length());
        }
        assertThat(lengths).hasSize(1);
        return System.nanoTime() - start;
    }

    /** Returns all texts of 17 syllables, each of them one of two. */
    private static List<String> texts(String zero, String one) {
        List<String> texts = new ArrayList<>(COUNT);
        for (int number = 0; number < COUNT; number++) {
            StringBuilder text = new StringBuilder();
            for (int bit = 0; bit < 17; bit++) {
                text.append((number >> bit & 1) == 0 ? zero : one);
            }
            texts.add(text.toString());
        }
        return texts;
    }
}
