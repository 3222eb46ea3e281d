package io.github.kashew.benchmarks.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One figure to reach: a line of {@code figures.csv}.
 *
 * @param group the group it belongs to, which is the package of its benchmark
 * @param bar the ratio of ours to the floor that has to be reached
 * @param higherIsBetter whether the ratio has to be at least the bar, and not at most
 * @param bytes the most bytes an operation of ours may allocate, or null if any number may be
 * @param ours what we do
 * @param floor what it is measured against
 */
public record Figure(
        String group,
        String id,
        double bar,
        boolean higherIsBetter,
        Optional<Integer> bytes,
        String ours,
        String floor) {

    /** Reads the figures of a group, in the order of the file. */
    public static List<Figure> of(String group, Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        return lines.stream()
                .skip(1)
                .map(Figure::parse)
                .filter(figure -> figure.group.equals(group))
                .toList();
    }

    private static Figure parse(String line) {
        List<String> cells = cells(line);
        if (cells.size() != 7) {
            throw new IllegalArgumentException(
                    "a line of figures has 7 cells, this one has " + cells.size() + ": " + line);
        }
        Optional<Integer> bytes =
                cells.get(4).isEmpty() ? Optional.empty() : Optional.of(Integer.valueOf(cells.get(4)));
        return new Figure(
                cells.get(0),
                cells.get(1),
                Double.parseDouble(cells.get(2)),
                cells.get(3).equals("higher"),
                bytes,
                cells.get(5),
                cells.get(6));
    }

    /** Parts a line at its commas; quotes keep commas in a cell, and two quotes stand for one. */
    private static List<String> cells(String line) {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"' && quoted && i + 1 < line.length() && line.charAt(i + 1) == '"') {
                cell.append('"');
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                cells.add(cell.toString());
                cell.setLength(0);
            } else {
                cell.append(c);
            }
        }
        cells.add(cell.toString());
        return cells;
    }

    /** Returns the JMH benchmark of one side; {@code mem-get-java} is measured by the class {@code MemGetJava}. */
    public String benchmark(String side) {
        StringBuilder name =
                new StringBuilder("io.github.kashew.benchmarks.").append(group).append('.');
        for (String word : id.split("-", -1)) {
            name.append(word.substring(0, 1).toUpperCase(Locale.ROOT)).append(word.substring(1));
        }
        return name.append('.').append(side).toString();
    }

    /** Tells whether the bound of a ratio and the bytes reach this figure. */
    public boolean isMet(Ratio ratio, long allocated) {
        boolean reached = higherIsBetter ? ratio.lower() >= bar : ratio.upper() <= bar;
        return reached && (bytes.isEmpty() || allocated <= bytes.get());
    }
}
