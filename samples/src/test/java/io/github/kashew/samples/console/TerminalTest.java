package io.github.kashew.samples.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A terminal")
class TerminalTest {
    private static final Map<String, String> XTERM = Map.of("TERM", "xterm");

    @Test
    @DisplayName("redraws and has colours when it has columns")
    void interactive() {
        Terminal terminal = Terminal.of("120", XTERM);

        assertThat(terminal).isEqualTo(new Terminal(120, true));
        assertThat(terminal.redraws()).isTrue();
        assertThat(terminal.bold("x")).isEqualTo("\u001b[1mx\u001b[0m");
    }

    @ParameterizedTest(name = "columns = {0}")
    @NullSource
    @ValueSource(strings = {"0", "", "-5", "wide", "100000"})
    @DisplayName("is none without a sensible number of columns")
    void noColumns(@Nullable String columns) {
        assertThat(Terminal.of(columns, XTERM)).isEqualTo(new Terminal(0, false));
    }

    @Test
    @DisplayName("is none on a build server, nor where TERM is dumb")
    void buildServer() {
        assertThat(Terminal.of("80", Map.of("CI", "true")).redraws()).isFalse();
        assertThat(Terminal.of("80", Map.of("TERM", "dumb")).redraws()).isFalse();
    }

    @Test
    @DisplayName("keeps to plain text under NO_COLOR, unless that is empty")
    void noColour() {
        Terminal plain = Terminal.of("80", Map.of("NO_COLOR", "1"));

        assertThat(plain.redraws()).isTrue();
        assertThat(plain.accent("x")).isEqualTo("x");
        assertThat(Terminal.of("80", Map.of("NO_COLOR", "")).colour()).isTrue();
    }
}
