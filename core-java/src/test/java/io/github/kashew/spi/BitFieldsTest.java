package io.github.kashew.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Fields of bits")
class BitFieldsTest {

    @ParameterizedTest
    @CsvSource({"1, 4294967295, 1", "2, 2147483647, 3", "63, 68174083, 9223372036854775807", "1, 0, 1"})
    @DisplayName("reach to the last of 2^32 bits")
    void within(int width, long index, long max) {
        BitFields fields = BitFields.of(width, index);
        assertThat(fields.width()).isEqualTo(width);
        assertThat(fields.indexes()).containsExactly(index);
        assertThat(fields.max()).isEqualTo(max);
    }

    @ParameterizedTest
    @CsvSource({
        "1, 4294967296, 'index of a field of 1 bits must be 0 to 4294967295, was 4294967296'",
        "2, 2147483648, 'index of a field of 2 bits must be 0 to 2147483647, was 2147483648'",
        "1, -1, 'must be 0 to 4294967295, was -1'",
        "0, 0, 'width of a bit field must be 1 to 63, was 0'",
        "64, 0, 'width of a bit field must be 1 to 63, was 64'",
    })
    @DisplayName("beyond them are refused")
    void beyond(int width, long index, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BitFields.of(width, index))
                .withMessageContaining(message);
    }
}
