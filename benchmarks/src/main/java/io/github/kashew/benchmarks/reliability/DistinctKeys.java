package io.github.kashew.benchmarks.reliability;

import io.github.kashew.key.Args;
import io.github.kashew.key.KeyFormats;
import io.github.kashew.key.KeyTemplate;
import io.github.kashew.spi.KeyPattern;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * G-S4: of a million random pairs of arguments, full of characters that mean something in keys, no two that differ share a
 * key, no pattern of one argument matches a key of another, and no key is in the reserved namespace.
 */
final class DistinctKeys implements Trial {

    private static final int TUPLES = 1_000_000;

    /** How many earlier keys each pattern is tried on. */
    private static final int TRIED = 16;

    private static final List<KeyTemplate> TEMPLATES =
            List.of(KeyTemplate.parse("u:{a}:{b}"), KeyTemplate.parse("u-{a}-{b}:x"), KeyTemplate.parse("{a}:at:{b}"));

    /** Who was behind a key. */
    private record Rendered(String key, String first, String tuple) {}

    @Override
    public Verdict run(int scale, long seed) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        Map<String, String> tuples = new HashMap<>();
        Rendered[] earlier = new Rendered[TRIED];
        int equalKeys = 0;
        int crossMatches = 0;
        int reserved = 0;
        for (int i = 0; i < TUPLES / scale; i++) {
            RandomValue first = RandomValue.next(random);
            RandomValue second = RandomValue.next(random);
            int template = i % TEMPLATES.size();
            String key = TEMPLATES.get(template).render(Args.of(first.value(), second.value()), name -> null);
            String tuple = template + first.identity() + "|" + second.identity();
            String known = tuples.putIfAbsent(key, tuple);
            equalKeys += known == null || known.equals(tuple) ? 0 : 1;
            reserved += key.charAt(0) == '\0' || key.contains("*") || key.contains("?") ? 1 : 0;
            if (template == 0) {
                KeyPattern pattern = KeyPattern.of("u:" + KeyFormats.standard().text("a", first.value()) + ":*");
                crossMatches += pattern.matches(key) ? 0 : 1;
                for (Rendered other : earlier) {
                    boolean wrong = other != null && pattern.matches(other.key) != other.first.equals(first.identity());
                    crossMatches += wrong ? 1 : 0;
                }
                earlier[i / TEMPLATES.size() % TRIED] = new Rendered(key, first.identity(), tuple);
            }
        }
        return Verdict.of(
                equalKeys == 0 && crossMatches == 0 && reserved == 0,
                "tuples",
                TUPLES / scale,
                "distinct",
                tuples.size(),
                "equalKeys",
                equalKeys,
                "crossMatches",
                crossMatches,
                "reserved",
                reserved);
    }
}
