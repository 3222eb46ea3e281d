package io.github.kashew.testkit;

import static io.github.kashew.testkit.Answers.answer;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kashew.KeyOperations;
import io.github.kashew.Ttl;
import io.github.kashew.spi.BitFields;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sentences on fields of bits. */
interface BitSentences extends Subject {

    @Test
    @DisplayName("fields that were never written are zero")
    default void zeroAtFirst() {
        assertThat(bits(1, 0, 7, 1000)).containsExactly(0, 0, 0);
    }

    @Test
    @DisplayName("reading fields does not make the key")
    default void readingMakesNothing() {
        assertThat(bits(1, 0)).containsExactly(0);
        assertThat(answer(cache().exists("b"))).isFalse();
    }

    @Test
    @DisplayName("a field that was raised is read, and its neighbours are zero")
    default void raises() {
        assertThat(add(1, 1, 5)).containsExactly(1);
        assertThat(bits(1, 4, 5, 6)).containsExactly(0, 1, 0);
        assertThat(answer(cache().exists("b"))).isTrue();
    }

    @Test
    @DisplayName("fields are answered in the order in which they were asked for")
    default void keepsOrderInBit() {
        add(1, 4, 2);
        add(3, 4, 9);
        assertThat(bits(4, 9, 0, 2)).containsExactly(3, 0, 1);
    }

    @Test
    @DisplayName("no fields are no numbers")
    default void noFields() {
        assertThat(bits(8)).isEmpty();
        assertThat(add(1, 8)).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("a field stops at the largest number of its width")
    @CsvSource({"1,1", "2,3", "3,7", "8,255", "31,2147483647", "33,8589934591", "63,9223372036854775807"})
    default void saturatesAbove(int width, long most) {
        assertThat(add(most, width, 1)).containsExactly(most);
        assertThat(add(5, width, 1)).containsExactly(most);
        assertThat(bits(width, 0, 1, 2)).containsExactly(0, most, 0);
    }

    @Test
    @DisplayName("a field stops at zero")
    default void saturatesBelow() {
        add(3, 2, 0);
        assertThat(add(-1, 2, 0)).containsExactly(2);
        assertThat(add(-10, 2, 0)).containsExactly(0);
    }

    @Test
    @DisplayName("amounts of 64 bits saturate as well")
    default void saturatesExtremes() {
        assertThat(add(Long.MAX_VALUE, 63, 0)).containsExactly(Long.MAX_VALUE);
        assertThat(add(Long.MAX_VALUE, 63, 0)).containsExactly(Long.MAX_VALUE);
        assertThat(add(Long.MIN_VALUE, 63, 0)).containsExactly(0);
    }

    @Test
    @DisplayName("a field that is named twice is changed twice")
    default void namedTwiceInBit() {
        assertThat(add(1, 4, 3, 3)).containsExactly(1, 2);
        assertThat(bits(4, 3, 3)).containsExactly(2, 2);
    }

    @Test
    @DisplayName("fields that cross the border of a word keep their neighbours")
    default void crossesWords() {
        for (long field = 0; field < 40; field++) {
            add(field + 1, 7, field);
        }
        assertThat(bits(7, 8, 9, 10, 18, 27, 39)).containsExactly(9, 10, 11, 19, 28, 40);
        add(-100, 7, 9);
        assertThat(bits(7, 8, 9, 10)).containsExactly(9, 0, 11);
    }

    @Test
    @DisplayName("field i begins at bit i times its width, so that fields of other widths show the same bits")
    default void layout() {
        add(5, 4, 1);
        assertThat(bits(1, 3, 4, 5, 6, 7))
                .satisfiesAnyOf(
                        little -> assertThat(little).containsExactly(0, 1, 0, 1, 0),
                        big -> assertThat(big).containsExactly(0, 0, 1, 0, 1));
        assertThat(bits(8, 0)[0]).isIn(0x50L, 0x05L);
    }

    @Test
    @DisplayName("a field far away is raised without touching the others")
    default void farAway() {
        add(1, 1, 0);
        add(1, 1, 100_000);
        assertThat(bits(1, 0, 99_999, 100_000, 100_001)).containsExactly(1, 0, 1, 0);
    }

    @Test
    @DisplayName("bits have no ttl until expire gives one")
    default void expiresInBit() {
        add(1, 1, 0);
        assertThat(answer(cache().ttl("b"))).isEqualTo(KeyOperations.FOREVER);
        assertThat(answer(cache().expire("b", Ttl.of("10s")))).isTrue();
        add(1, 1, 1);
        pass("9s");
        assertThat(bits(1, 0, 1)).containsExactly(1, 1);
        pass("2s");
        assertThat(bits(1, 0, 1)).containsExactly(0, 0);
    }

    @Test
    @DisplayName("bits that were deleted are zero again")
    default void deletesInBit() {
        add(1, 1, 0);
        assertThat(answer(cache().delete("b"))).isTrue();
        assertThat(bits(1, 0)).containsExactly(0);
    }

    private long[] bits(int width, long... indexes) {
        return answer(cache().getBits("b", BitFields.of(width, indexes)));
    }

    private long[] add(long by, int width, long... indexes) {
        return answer(cache().incrementBits("b", BitFields.of(width, indexes), by));
    }
}
