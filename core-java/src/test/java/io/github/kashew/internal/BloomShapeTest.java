package io.github.kashew.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kashew.BloomSize;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The bits of a member")
class BloomShapeTest {

    private static long[] places(BloomShape shape, Murmur3.Hash hash) {
        long[] places = new long[shape.hashes()];
        shape.locate(hash, places, 0);
        return places;
    }

    @ParameterizedTest
    @CsvSource({"1, 0.5", "1, 1e-12", "100, 0.01", "298000000, 0.001"})
    @DisplayName("are within the filter, wherever it begins, to the largest filter")
    void within(long capacity, double rate) {
        BloomSize size = BloomSize.of(capacity, rate);
        BloomShape shape = BloomShape.of(size, 0);
        for (long first : new long[] {0, -1, Long.MAX_VALUE, Long.MIN_VALUE, 42}) {
            for (long second : new long[] {0, -1, Long.MAX_VALUE, Long.MIN_VALUE, 42}) {
                long[] places = places(shape, new Murmur3.Hash(first, second));
                assertThat(places).hasSize(size.hashes());
                assertThat(Arrays.stream(places).allMatch(place -> place >= 0 && place < size.bits()))
                        .isTrue();
                long[] moved = places(BloomShape.of(size, 1000), new Murmur3.Hash(first, second));
                assertThat(Arrays.stream(moved).map(place -> place - 1000).toArray())
                        .isEqualTo(places);
            }
        }
    }

    @Test
    @DisplayName("are several even where the second hash is nothing")
    void stepOfZero() {
        BloomShape shape = BloomShape.of(BloomSize.of(100), 0);
        assertThat(places(shape, new Murmur3.Hash(0, 0))).containsExactly(0, 0, 1, 4, 10, 20, 35);
        assertThat(places(shape, new Murmur3.Hash(-1, 0))).containsExactly(958, 958, 0, 3, 9, 19, 34);
    }

    @Test
    @DisplayName("are spread evenly over the filter")
    void even() {
        BloomShape shape = BloomShape.of(BloomSize.of(100), 0);
        int[] hits = new int[10];
        IntStream.range(0, 10_000)
                .mapToObj(i -> places(shape, Murmur3.of("user:" + i)))
                .flatMapToLong(Arrays::stream)
                .forEach(place -> hits[(int) (place * 10 / shape.bits())]++);
        // 7,000 in each tenth, with a deviation of 79
        assertThat(Arrays.stream(hits)).allSatisfy(count -> assertThat(count).isBetween(6_600, 7_400));
    }
}
