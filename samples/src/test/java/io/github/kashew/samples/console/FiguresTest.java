package io.github.kashew.samples.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Figures")
class FiguresTest {
    @ParameterizedTest(name = "{0} nanoseconds are {1}")
    @CsvSource({
        "0, 0 s",
        "1, 1 ns",
        "999, 999 ns",
        "1_000, 1.0 µs",
        "9_990, 9.9 µs",
        "85_400, 85 µs",
        "999_999, 999 µs",
        "1_250_000, 1.2 ms",
        "340_000_000, 340 ms",
        "999_999_999, 999 ms",
        "1_200_000_000, 1.2 s",
        "12_300_000_000, 12 s",
        "59_999_999_999, 59 s",
        "60_000_000_000, 1 min 00 s",
        "185_000_000_000, 3 min 05 s",
    })
    void durations(String nanos, String text) {
        assertThat(Figures.duration(Duration.ofNanos(Long.parseLong(nanos.replace("_", "")))))
                .isEqualTo(text);
    }

    @Test
    @DisplayName("counts have thousands separators, whatever the locale of the machine")
    void counts() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.GERMANY);
        try {
            assertThat(Figures.count(27_341)).isEqualTo("27,341");
            assertThat(Figures.count(999)).isEqualTo("999");
        } finally {
            Locale.setDefault(before);
        }
    }

    @ParameterizedTest(name = "{0} of {1} ms is {2}")
    @CsvSource({"1000, 1000, 100.0 %", "99999, 100000, 99.9 %", "1, 3, 33.3 %", "0, 5, 0.0 %", "0, 0, 0.0 %"})
    void percentages(long part, long whole, String text) {
        assertThat(Figures.percent(Duration.ofMillis(part), Duration.ofMillis(whole)))
                .isEqualTo(text);
    }
}
