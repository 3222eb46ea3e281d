package io.github.kashew.samples.census;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kashew.samples.console.Terminal;
import io.github.kashew.samples.jdk.ModuleSize;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The report of the census")
class CensusReportTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final CensusReport report = new CensusReport(new PrintStream(bytes, true, UTF_8), new Terminal(0, false));

    @Test
    @DisplayName("shows what every question cost, and all of them together")
    void table() {
        report.add(new Asked("Who?", Duration.ofMillis(1_000), Duration.ofMillis(1), 1));
        report.add(new Asked("Why?", Duration.ofMillis(3_000), Duration.ofMillis(3_500), 2));
        report.table();

        assertThat(lines())
                .contains(
                        "  question   first answer   second answer   loads   hits        time saved",
                        "  Who?              1.0 s          1.0 ms       1      1   999 ms (99.9 %)",
                        "  Why?              3.0 s           3.5 s       2      0       0 s (0.0 %)",
                        "  together          4.0 s           3.5 s       3      1   999 ms (24.9 %)");
    }

    @Test
    @DisplayName("tells the hits of a batch from its loads")
    void batch() {
        report.batch(
                List.of(new ModuleSize("a", 1, 2, 3), new ModuleSize("b", 4, 5, 6), new ModuleSize("c", 7, 8, 9)),
                Duration.ofMillis(12),
                1);

        assertThat(lines()).startsWith("  3 answers in 12 ms, 2 hits, 1 load:").hasSize(4);
    }

    @Test
    @DisplayName("shows a refused call with the message of the cache")
    void refused() {
        report.refused("key(jdk)", new IllegalArgumentException("give it a text"));

        assertThat(lines()).containsExactly("  key(jdk)", "  → IllegalArgumentException: give it a text");
    }

    @Test
    @DisplayName("says at its end whether class files were read, and where the answers are kept")
    void end() {
        KeptAnswers kept = new KeptAnswers("disk:///answers", "answers");
        report.end(2, kept);
        report.end(0, kept);

        assertThat(lines())
                .containsExactly(
                        "",
                        "The next run answers at once: 2 loads in this one, kept for 30 days",
                        "  answers",
                        "",
                        "No class file was read: an earlier run has kept all answers",
                        "  answers");
    }

    private List<String> lines() {
        return bytes.toString(UTF_8).lines().toList();
    }
}
