package io.github.kashew.samples.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A progress bar")
class ProgressBarTest {
    private static final String ERASE = "\r\u001b[K";

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private long now = 5_000_000_000L;

    @Test
    @DisplayName("is redrawn in place on a terminal, and vanishes at the end")
    void redraws() {
        ProgressBar bar = on(new Terminal(80, false));

        bar.report(0, 4_000);
        pass(Duration.ofMillis(60));
        bar.report(2_000, 4_000);
        pass(Duration.ofMillis(60));
        bar.report(4_000, 4_000);

        assertThat(printed())
                .isEqualTo(ERASE + "  " + "─".repeat(30) + "    0 %  0 of 4,000 class files\r" + ERASE + "  "
                        + "━".repeat(15) + "─".repeat(15) + "   50 %  2,000 of 4,000 class files\r" + ERASE + "\r");
    }

    @Test
    @DisplayName("is redrawn at most twenty times a second")
    void drawsSeldom() {
        ProgressBar bar = on(new Terminal(80, false));

        bar.report(0, 1_000);
        for (int done = 1; done < 1_000; done++) {
            pass(Duration.ofMillis(1));
            bar.report(done, 1_000);
        }

        assertThat(printed().split("\u001b", -1)).hasSize(1 + 1 + 999 / 50);
    }

    @Test
    @DisplayName("drops the bar where the terminal is too narrow for it")
    void narrow() {
        on(new Terminal(40, false)).report(0, 4_000);

        assertThat(printed()).isEqualTo(ERASE + "      0 %  0 of 4,000 class files\r");
    }

    @Test
    @DisplayName("is coloured where colours are welcome")
    void coloured() {
        ProgressBar bar = on(new Terminal(80, true));
        bar.report(0, 2);
        pass(Duration.ofSeconds(1));
        bar.report(1, 2);

        assertThat(printed()).contains("\u001b[36m" + "━".repeat(15) + "\u001b[0m" + "─".repeat(15));
    }

    @Test
    @DisplayName("is one line without control characters where nothing can be redrawn")
    void quiet() {
        ProgressBar bar = on(new Terminal(0, false));

        bar.report(0, 26_518);
        pass(Duration.ofMillis(600));
        bar.report(13_000, 26_518);
        pass(Duration.ofMillis(600));
        bar.report(26_518, 26_518);

        assertThat(printed()).isEqualTo("  read 26,518 class files in 1.2 s" + System.lineSeparator());
    }

    @Test
    @DisplayName("starts anew with each reading")
    void again() {
        ProgressBar bar = on(new Terminal(0, false));
        bar.report(0, 1);
        pass(Duration.ofSeconds(9));
        bar.report(1, 1);
        bar.report(0, 1);
        pass(Duration.ofSeconds(2));
        bar.report(1, 1);

        assertThat(printed().lines()).containsExactly("  read 1 class files in 9.0 s", "  read 1 class files in 2.0 s");
    }

    private ProgressBar on(Terminal terminal) {
        return new ProgressBar(new PrintStream(bytes, true, UTF_8), terminal, () -> now);
    }

    private void pass(Duration duration) {
        now += duration.toNanos();
    }

    private String printed() {
        return bytes.toString(UTF_8);
    }
}
