package io.github.kashew.samples.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A table")
class TableTest {
    @Test
    @DisplayName("aligns names to the left and figures to the right, under headings and above a total")
    void aligns() {
        Table table = new Table("question", "first", "hits")
                .row("Who?", "1.2 s", "1")
                .row("Which of them?", "85 µs", "10,000")
                .total("together", "1.2 s", "10,001");

        assertThat(table.lines())
                .containsExactly(
                        "question         first     hits",
                        "───────────────────────────────",
                        "Who?             1.2 s        1",
                        "Which of them?   85 µs   10,000",
                        "───────────────────────────────",
                        "together         1.2 s   10,001");
    }

    @Test
    @DisplayName("without rows is its headings")
    void empty() {
        assertThat(new Table("question", "hits").lines()).containsExactly("question   hits", "───────────────");
    }

    @Test
    @DisplayName("counts a character outside the basic plane as one")
    void widthOfCodePoints() {
        assertThat(new Table("name", "n").row("a🥜c", "1").row("abcde", "2").lines())
                .endsWith("a🥜c     1", "abcde   2");
    }

    @Test
    @DisplayName("refuses a row with too few cells, and says how many it needs")
    void refusesShortRow() {
        Table table = new Table("question", "hits");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> table.row("Who?"))
                .withMessageContaining("2 cells, not 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> table.total("Who?", "1", "2"))
                .withMessageContaining("2 cells, not 3");
    }

    @Test
    @DisplayName("refuses to have no columns")
    void refusesNoColumns() {
        assertThatIllegalArgumentException().isThrownBy(Table::new).withMessageContaining("at least one heading");
    }
}
