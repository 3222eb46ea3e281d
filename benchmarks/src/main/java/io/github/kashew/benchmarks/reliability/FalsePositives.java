package io.github.kashew.benchmarks.reliability;

import io.github.kashew.BloomFilter;
import io.github.kashew.BloomSize;
import io.github.kashew.Cache;
import java.util.Locale;
import java.util.function.IntFunction;

/**
 * G-M13: a Bloom filter of a million members finds at most 1.1 times as many of 100,000 others as it was made for, and misses no
 * member; texts that all have one hash code are no worse.
 */
final class FalsePositives implements Trial {

    private static final int MEMBERS = 1_000_000;
    private static final int ADVERSARIAL = 100_000;
    private static final double RATE = 0.01;

    /** How many others are asked for at any scale: the rate of fewer says little. */
    private static final int PROBES = 100_000;

    private static final double MOST = 1.1 * RATE;

    /** As many texts of one hash code as there are numbers of this many bits. */
    private static final int BITS = 18;

    @Override
    public Verdict run(int scale, long seed) {
        try (Cache cache = Cache.open("mem://")) {
            Found plain = new Found(cache, "plain:{id}", MEMBERS / scale, i -> seed + "/" + i);
            Found alike = new Found(cache, "alike:{id}", ADVERSARIAL / scale, FalsePositives::collision);
            return Verdict.of(
                    plain.rate <= MOST && alike.rate <= MOST && plain.missed + alike.missed == 0,
                    "adds",
                    MEMBERS / scale,
                    "rate",
                    String.format(Locale.ROOT, "%.5f", plain.rate),
                    "adversarialAdds",
                    ADVERSARIAL / scale,
                    "adversarialRate",
                    String.format(Locale.ROOT, "%.5f", alike.rate),
                    "configured",
                    RATE,
                    "falseNegatives",
                    plain.missed + alike.missed);
        }
    }

    /** Returns one of many texts that have the same hash code: "Aa" has that of "BB". */
    private static String collision(int number) {
        StringBuilder text = new StringBuilder();
        for (int bit = 0; bit < BITS; bit++) {
            text.append((number >> bit & 1) == 0 ? "Aa" : "BB");
        }
        return text.toString();
    }

    /** What a filter says of its members, and of as many others. */
    private static final class Found {
        private final BloomFilter filter;
        private final int missed;
        private final double rate;

        Found(Cache cache, String template, int members, IntFunction<String> text) {
            filter = cache.bloomFilter(template, BloomSize.of(members, RATE));
            for (int i = 0; i < members; i++) {
                filter.add(filter.args(text.apply(i))).toCompletableFuture().join();
            }
            missed = members - found(0, members, text);
            rate = (double) found(members, members + PROBES, text) / PROBES;
        }

        private int found(int from, int to, IntFunction<String> text) {
            int found = 0;
            for (int i = from; i < to; i++) {
                boolean present = filter.mightContain(filter.args(text.apply(i)))
                        .toCompletableFuture()
                        .join();
                found += present ? 1 : 0;
            }
            return found;
        }
    }
}
