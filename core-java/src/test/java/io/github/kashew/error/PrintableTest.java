package io.github.kashew.error;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PrintableTest {

    @Test
    @DisplayName("K05 text of unknown origin stays on one line and cannot steer a terminal")
    void escapesControlCharacters() {
        String hostile = "a\r\n\0\u2028\u2029\u001b[31m\t\\\ufeff\ud800";

        assertThat(Printable.text(hostile)).isEqualTo("'a\\r\\n\\u0000\\u2028\\u2029\\u001b[31m\\t\\\\\\ufeff\\ud800'");
    }

    @Test
    @DisplayName("characters outside the basic plane stay whole")
    void keepsPairs() {
        assertThat(Printable.text("x😀")).isEqualTo("'x😀'");
        assertThat(Printable.text("\udb40\udc01")).isEqualTo("'\\u{e0001}'");
    }

    @Test
    @DisplayName("long text is cut, and its length is given")
    void cutsLongText() {
        assertThat(Printable.text("x".repeat(1_000_000))).hasSizeLessThan(160).endsWith("x…' (1000000 characters)");
        assertThat(Printable.text("x".repeat(120))).hasSize(122).doesNotContain("…");
    }

    @Test
    @DisplayName("null is told from the text 'null'")
    void showsNull() {
        assertThat(Printable.text(null)).isEqualTo("null");
        assertThat(Printable.text("null")).isEqualTo("'null'");
    }
}
