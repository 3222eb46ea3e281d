package io.github.kashew.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * A specification table; see {@code src/test/resources/strategies/README.md}.
 *
 * @param whole over what it is whole: the first three cells of the rows that it has to have
 */
record SpecifiedTable(List<String> whole, List<SpecifiedRow> rows) {

    private static final String WHOLE = "whole:";

    /** Returns where the tables are. */
    static Path folder() {
        try {
            return Path.of(SpecifiedTable.class.getResource("/strategies").toURI());
        } catch (URISyntaxException unexpected) {
            throw new IllegalStateException(unexpected);
        }
    }

    /** Reads a table. */
    static SpecifiedTable of(String name) {
        Path file = folder().resolve(name + ".txt");
        List<String> lines;
        try {
            lines = Files.readAllLines(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        String first = lines.get(0);
        if (!first.startsWith(WHOLE)) {
            throw new IllegalArgumentException(file + " has to begin with " + WHOLE);
        }
        return new SpecifiedTable(
                combinations(first.substring(WHOLE.length()).split("\\|")),
                lines.stream().skip(1).map(SpecifiedRow::of).toList());
    }

    /** Fails unless there is one row for each of what the table is whole over. */
    void requireWhole() {
        assertThat(rows).map(SpecifiedRow::given).doesNotHaveDuplicates().containsAll(whole);
    }

    private static List<String> combinations(String[] cells) {
        return each(cells[0])
                .flatMap(before -> each(cells[1])
                        .flatMap(load -> each(cells[2]).map(broken -> before + " | " + load + " | " + broken)))
                .toList();
    }

    private static Stream<String> each(String cell) {
        return Arrays.stream(cell.split(",")).map(String::trim);
    }
}
