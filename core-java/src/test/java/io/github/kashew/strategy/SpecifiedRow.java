package io.github.kashew.strategy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * A row of a specification table; see {@code src/test/resources/strategies/README.md}.
 *
 * @param line the row as it is written
 * @param before what happened before
 * @param loads how the loads of two calls end
 * @param broken the methods of the backend that fail
 * @param answers what the two calls are answered
 * @param commands what each of them issues
 * @param told what was told of differences
 */
record SpecifiedRow(
        String line,
        List<String> before,
        List<String> loads,
        List<String> broken,
        List<String> answers,
        List<List<String>> commands,
        List<String> told) {

    /** Reads a table. */
    static List<SpecifiedRow> of(Path table) {
        try {
            return Files.readAllLines(table).stream().map(SpecifiedRow::of).toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static SpecifiedRow of(String line) {
        List<List<String>> cells =
                Arrays.stream(line.split("\\|")).map(SpecifiedRow::words).toList();
        List<String> loads = cells.get(1);
        return new SpecifiedRow(
                line.replaceAll(" +", " "),
                cells.get(0),
                List.of(loads.get(0), loads.get(loads.size() - 1)),
                cells.get(2),
                List.of(cells.get(3).get(0), cells.get(4).get(0)),
                cells.subList(5, 7),
                cells.size() > 7 ? cells.get(7) : List.of());
    }

    private static List<String> words(String cell) {
        String text = cell.trim();
        return text.equals("-") ? List.of() : List.of(text.split(" +"));
    }
}
