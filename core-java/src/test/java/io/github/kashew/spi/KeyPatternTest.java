package io.github.kashew.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kashew.error.InvalidKeyException;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyPatternTest {

    @ParameterizedTest(name = "{0} on {1}: {2}")
    @CsvSource({
        "user:*, user:42, true",
        "user:*, user:, true",
        "user:*, use:42, false",
        "*, x, true",
        "*:p, user:1:p, true",
        "u:*:p, u:p, false",
        "u:*:p, u::p, true",
        "a?c, abc, true",
        "a?c, ac, false",
        "a?c, a😀c, true",
        "a??c, a😀c, false",
        "?*, x, true",
        "*?, '', false",
        "*ab*ba*, aba, false",
        "*ab*ba*, abba, true",
        "*a?b*c?, xa1b--a1c2, true",
        "[a-z], b, false",
        "[a-z], [a-z], true",
        "a.c, abc, false",
        "a\\*, a\\b, true",
        "a**b, a1b, true",
        "A*, abc, false"
    })
    @DisplayName("K02 * is any text, ? one character, and all else stands for itself")
    void matches(String pattern, String key, boolean expected) {
        assertThat(KeyPattern.of(pattern).matches(key)).isEqualTo(expected);
    }

    @Test
    @DisplayName("matches what the equivalent regular expression matches, on random patterns and keys")
    void agreesWithRegex() {
        SplittableRandom random = new SplittableRandom(7);
        String[] parts = {"*", "?", "a", "b", "aa", "ab", "😀", "."};
        int matched = 0;
        for (int round = 0; round < 30_000; round++) {
            String pattern = pick(random, parts, 1 + random.nextInt(7));
            String key = pick(random, new String[] {"a", "b", "ab", "😀", ".", "*"}, random.nextInt(9));
            boolean expected =
                    Pattern.compile(regex(pattern), Pattern.DOTALL).matcher(key).matches();
            matched += expected ? 1 : 0;
            assertThat(KeyPattern.of(pattern).matches(key))
                    .as(pattern + " on " + key)
                    .isEqualTo(expected);
        }
        assertThat(matched).isGreaterThan(1_000);
    }

    private static String pick(SplittableRandom random, String[] parts, int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(parts[random.nextInt(parts.length)]);
        }
        return text.toString();
    }

    private static String regex(String pattern) {
        return pattern.codePoints()
                .mapToObj(c -> c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(Character.toString(c)))
                .reduce("", String::concat);
    }

    @Test
    @DisplayName("K17 a hostile key of a million characters takes no more than a scan")
    void linear() {
        String colons = ":".repeat(1 << 20);
        String longPiece = ":".repeat(200);

        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(5), () -> {
            for (String pattern : new String[] {
                "*:*:*:*:*:*:*:*:x",
                "*:x*",
                "*?:?:x*:",
                "*" + longPiece + "x*",
                "*" + longPiece + "?x*",
                ("*" + longPiece).repeat(20) + "*x"
            }) {
                assertThat(KeyPattern.of(pattern).matches(colons)).as(pattern).isFalse();
            }
            assertThat(KeyPattern.of(("*" + longPiece).repeat(20) + "*").matches(colons))
                    .isTrue();
        });
    }

    @Test
    @DisplayName("the literal prefix ends at the first wildcard")
    void literalPrefix() {
        assertThat(KeyPattern.of("user:*:?").literalPrefix()).isEqualTo("user:");
        assertThat(KeyPattern.of("u?*").literalPrefix()).isEqualTo("u");
        assertThat(KeyPattern.of("*").literalPrefix()).isEmpty();
        assertThat(KeyPattern.of("user:1").literalPrefix()).isEqualTo("user:1");
        assertThat(KeyPattern.of("user:1").isLiteral()).isTrue();
        assertThat(KeyPattern.of("user:?").isLiteral()).isFalse();
        assertThat(KeyPattern.of("user:1").matches("user:11")).isFalse();
    }

    @Test
    @DisplayName("patterns are equal by text")
    void equality() {
        assertThat(KeyPattern.of("a*"))
                .isEqualTo(KeyPattern.of("a*"))
                .hasSameHashCodeAs(KeyPattern.of("a*"))
                .isNotEqualTo(KeyPattern.of("a**"))
                .hasToString("a*");
        assertThat(KeyPattern.of("a*").text()).isEqualTo("a*");
    }

    @Test
    @DisplayName("an empty pattern is refused")
    void refuses() {
        assertThatThrownBy(() -> KeyPattern.of(""))
                .isInstanceOf(InvalidKeyException.class)
                .hasMessage("a pattern must not be empty; \"*\" matches every key");
    }
}
