package io.github.kashew.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.hash.Funnels;
import io.github.kashew.BloomFilter;
import io.github.kashew.BloomSize;
import io.github.kashew.Cache;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The rate of false positives of a Bloom filter")
class BloomFilterRateTest {

    private static final int PROBES = 100_000;

    private final Cache cache = Cache.open("mem://");

    @AfterEach
    void close() {
        cache.close();
    }

    /** Adds {@code capacity} members, requires that none is missing, and returns how many of as many others are found. */
    private double rate(BloomFilter filter, int capacity, IntFunction<String> text) {
        IntStream.range(0, capacity)
                .forEach(i -> assertThat(filter.add(filter.args(text.apply(i)))).isCompleted());
        Predicate<String> found = member ->
                filter.mightContain(filter.args(member)).toCompletableFuture().join();
        assertThat(IntStream.range(0, capacity).mapToObj(text).allMatch(found)).isTrue();
        return (double) IntStream.range(capacity, capacity + PROBES)
                        .mapToObj(text)
                        .filter(found)
                        .count()
                / PROBES;
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.01, 0.03, 0.2})
    @DisplayName("G-M13 is at most 1.1 times what was asked for, and no member is missing")
    void asConfigured(double rate) {
        BloomFilter filter = cache.bloomFilter("user:{id}", BloomSize.of(100_000, rate));
        assertThat(rate(filter, 100_000, i -> "u" + i)).isBetween(0.9 * rate, 1.1 * rate);
    }

    @Test
    @DisplayName("G-M13 is no worse for texts of equal hash code")
    void adversarial() {
        BloomFilter filter = cache.bloomFilter("user:{id}", BloomSize.of(10_000, 0.01));
        int hash = collision(0).hashCode();
        assertThat(IntStream.range(0, 1000).map(i -> collision(i).hashCode())).containsOnly(hash);
        assertThat(rate(filter, 10_000, BloomFilterRateTest::collision)).isBetween(0.009, 0.011);
    }

    /** Returns one of 2^17 texts that have the same hash code: "Aa" has that of "BB". */
    private static String collision(int number) {
        StringBuilder text = new StringBuilder();
        for (int bit = 0; bit < 17; bit++) {
            text.append((number >> bit & 1) == 0 ? "Aa" : "BB");
        }
        return text.toString();
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 20_300_101})
    @DisplayName("is that of Guava's filter with the same number of bits, for the same random members")
    void asGuava(long seed) {
        int capacity = 20_000;
        IntFunction<String> text = i -> Long.toString(new SplittableRandom(seed + i * 0x9E3779B97F4A7C15L).nextLong());
        com.google.common.hash.BloomFilter<CharSequence> theirs =
                com.google.common.hash.BloomFilter.create(Funnels.stringFunnel(StandardCharsets.UTF_8), capacity, 0.03);
        IntStream.range(0, capacity).forEach(i -> theirs.put(text.apply(i)));
        double their = (double) IntStream.range(capacity, capacity + PROBES)
                        .filter(i -> theirs.mightContain(text.apply(i)))
                        .count()
                / PROBES;
        double our = rate(cache.bloomFilter("{id}", BloomSize.of(capacity, 0.03)), capacity, text);
        double deviation = Math.sqrt(2 * 0.03 * 0.97 / PROBES);
        assertThat(our).isBetween(their - 4 * deviation, their + 4 * deviation);
    }
}
