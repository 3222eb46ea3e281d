package io.github.kashew;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TtlTest {

    @ParameterizedTest(name = "{0} is {1} ms")
    @CsvSource({
        "1d2h3m50s, 93830000",
        "1h30m, 5400000",
        "90, 90000",
        "250ms, 250",
        "1s1ms, 1001",
        "' 10M ', 600000",
        "0d5s, 5000",
        "106751d, 9223286400000",
        "1ms, 1"
    })
    @DisplayName("text is the sum of its units")
    void readsText(String text, long millis) {
        assertThat(Ttl.of(text).nanos()).isEqualTo(millis * 1_000_000);
        assertThat(Ttl.of(text)).as("read a second time").isEqualTo(Ttl.of(Duration.ofMillis(millis)));
    }

    @ParameterizedTest(name = "\"{0}\"")
    @ValueSource(
            strings = {
                "",
                " ",
                "0",
                "0ms",
                "-5s",
                "10x",
                "1e9d",
                "P1Y",
                "PT1H",
                "10m5",
                "5m1h",
                "1h1h",
                "1.5h",
                "1 h",
                "h",
                "ms",
                "1w",
                "NaN",
                "1h30",
                "٣s",
                "+1s",
                "106752d",
                "9223372036854775807d",
                "99999999999999999999s"
            })
    @DisplayName("C01 a ttl text that is ambiguous, not positive or too long is refused with option, value and range")
    void refusesText(String text) {
        assertThatThrownBy(() -> Ttl.of(text, "refreshAfter"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("refreshAfter '" + text + "' is ")
                .hasMessageContaining("1h30m")
                .hasMessageContaining("from 1ms to 106751d");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"PT0S", "PT-5S", "PT0.000000001S", "PT0.000999999S"})
    @DisplayName("C01 a ttl duration below one millisecond is refused")
    void refusesShortDuration(Duration duration) {
        assertThatThrownBy(() -> Ttl.of(duration))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("ttl must be at least 1ms, was " + duration + "; for no end use Ttl.forever()");
    }

    @Test
    @DisplayName("C01 C02 a duration that does not fit into nanoseconds lasts for ever and never lies in the past")
    void saturates() {
        assertThat(Ttl.of(Duration.ofSeconds(Long.MAX_VALUE)).isForever()).isTrue();
        assertThat(Ttl.of(Duration.ofMillis(Long.MAX_VALUE))).isEqualTo(Ttl.forever());
        assertThat(Ttl.of(Duration.ofNanos(Long.MAX_VALUE)).nanos()).isEqualTo(Long.MAX_VALUE);
        assertThat(Ttl.of("forever")).isEqualTo(Ttl.forever());
        assertThat(Ttl.of(Duration.ofDays(106_751)).isForever()).isFalse();
        assertThat(Ttl.forever().toDuration()).isEqualTo(Duration.ofNanos(Long.MAX_VALUE));
    }

    @Test
    @DisplayName("C02 a deadline beyond the range of nanoseconds saturates")
    void deadlineSaturates() {
        Ttl longest = Ttl.of("106751d");

        assertThat(longest.deadlineAfter(1)).isEqualTo(longest.nanos() + 1);
        assertThat(longest.deadlineAfter(Long.MAX_VALUE - 1)).isEqualTo(Long.MAX_VALUE);
        assertThat(Ttl.forever().deadlineAfter(5)).isEqualTo(Entry.NEVER);
    }

    @Test
    @DisplayName("the resolution is one millisecond")
    void wholeMilliseconds() {
        assertThat(Ttl.of(Duration.ofNanos(1_999_999)).nanos()).isEqualTo(1_000_000);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"1h30m", "1d2h3m4s5ms", "1ms", "106751d", "forever"})
    @DisplayName("the text form can be read back")
    void writesText(String text) {
        assertThat(Ttl.of(text)).hasToString(text);
        assertThat(Ttl.of(Ttl.of(text).toDuration())).isEqualTo(Ttl.of(text));
    }

    @Test
    @DisplayName("texts that share a place among the recently read ones are not confused")
    void rememberedTexts() {
        for (int round = 0; round < 2; round++) {
            for (int seconds = 1; seconds < 1000; seconds++) {
                assertThat(Ttl.of(seconds + "s").nanos()).isEqualTo(seconds * 1_000_000_000L);
            }
        }
        assertThat("Aa5s").hasSameHashCodeAs("BB5s");
        assertThatThrownBy(() -> Ttl.of("BB5s")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @DisplayName("jitter shortens by at most its part, evenly, and never below one millisecond")
    void jitter() {
        Ttl ttl = Ttl.of("100s").withJitter(0.2);
        RandomGenerator random = new SplittableRandom(1);

        double mean = random.longs(0, 1)
                .limit(10_000)
                .map(ignored -> ttl.nanos(random))
                .peek(nanos -> assertThat(nanos).isBetween(80_000_000_000L, 100_000_000_000L))
                .average()
                .orElseThrow();

        assertThat(mean).isBetween(89.5e9, 90.5e9);
        assertThat(ttl.nanos()).isEqualTo(100_000_000_000L);
        assertThat(Ttl.of("1ms").withJitter(0.99).nanos(random)).isEqualTo(1_000_000);
        assertThat(Ttl.forever().withJitter(0.5).nanos(random)).isEqualTo(Long.MAX_VALUE);
        assertThat(ttl).hasToString("1m40s~20%").isNotEqualTo(Ttl.of("100s"));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(doubles = {-0.1, 1, 2, Double.NaN, Double.POSITIVE_INFINITY})
    @DisplayName("C01 jitter that is not a part below one is refused")
    void refusesJitter(double fraction) {
        assertThatThrownBy(() -> Ttl.of("1s").withJitter(fraction))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("jitter must be from 0 to below 1, was " + fraction);
    }

    @Test
    @DisplayName("K18 the default locale has no influence")
    void locale() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            assertThat(Ttl.of("12H30MS")).hasToString("12h30ms");
        } finally {
            Locale.setDefault(before);
        }
    }
}
