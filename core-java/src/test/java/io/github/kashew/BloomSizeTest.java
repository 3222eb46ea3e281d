package io.github.kashew;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The size of a Bloom filter")
class BloomSizeTest {

    @ParameterizedTest
    @CsvSource({
        "100, 0.01, 959, 7",
        "100000, 0.01, 958506, 7",
        "1000000, 0.001, 14377588, 10",
        "1, 0.5, 2, 1",
        "1, 1e-12, 58, 40",
        "448000000, 0.01, 4294106154, 7",
    })
    @DisplayName("follows from capacity and rate")
    void bits(long capacity, double rate, long bits, int hashes) {
        BloomSize size = BloomSize.of(capacity, rate);
        assertThat(size.bits()).isEqualTo(bits);
        assertThat(size.hashes()).isEqualTo(hashes);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0.01, 'capacity must be 1 or more members, was 0'",
        "-5, 0.01, 'capacity must be 1 or more members, was -5'",
        "10, 0, 'falsePositives must be 1.0E-12 to 0.5, was 0.0'",
        "10, 1, 'falsePositives must be 1.0E-12 to 0.5, was 1.0'",
        "10, NaN, 'falsePositives must be 1.0E-12 to 0.5, was NaN'",
        "450000000, 0.01, 'takes 4313276270 bits, and a filter has at most 4294967296'",
        "9223372036854775807, 0.5, 'a filter has at most 4294967296'",
    })
    @DisplayName("is refused with the option, its value and its range")
    void refused(long capacity, double rate, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BloomSize.of(capacity, rate))
                .withMessageContaining(message);
    }
}
