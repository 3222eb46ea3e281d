package io.github.kashew.samples.console;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Rows of text in aligned columns: the first one to the left, the others, which hold figures, to the right. Each column
 * is as wide as its widest cell. Not threadsafe.
 */
public final class Table {
    private static final String GAP = "   ";

    private final List<String> headings;
    private final List<List<String>> rows = new ArrayList<>();
    private List<String> total = List.of();

    /** Begins a table with one column per heading; at least one. */
    public Table(String... headings) {
        if (headings.length == 0) {
            throw new IllegalArgumentException("A table needs at least one heading.");
        }
        this.headings = List.of(headings);
    }

    /**
     * Adds a row below the others.
     *
     * @throws IllegalArgumentException unless there is one cell per heading
     */
    public Table row(String... cells) {
        rows.add(checked(cells));
        return this;
    }

    /**
     * Sets the last row, which stands below a line of its own.
     *
     * @throws IllegalArgumentException unless there is one cell per heading
     */
    public Table total(String... cells) {
        total = checked(cells);
        return this;
    }

    /** Returns the lines of the table, none of which ends in a space. */
    public List<String> lines() {
        int[] widths = widths();
        String rule = "─".repeat(Arrays.stream(widths).sum() + GAP.length() * (widths.length - 1));
        List<String> lines = new ArrayList<>();
        lines.add(line(headings, widths));
        lines.add(rule);
        rows.forEach(row -> lines.add(line(row, widths)));
        if (!total.isEmpty()) {
            lines.add(rule);
            lines.add(line(total, widths));
        }
        return lines;
    }

    private List<String> checked(String... cells) {
        if (cells.length != headings.size()) {
            throw new IllegalArgumentException("A row of this table needs " + headings.size() + " cells, not "
                    + cells.length + ": " + Arrays.toString(cells));
        }
        return List.of(cells);
    }

    private int[] widths() {
        int[] widths = new int[headings.size()];
        widen(widths, headings);
        rows.forEach(row -> widen(widths, row));
        widen(widths, total);
        return widths;
    }

    private static void widen(int[] widths, List<String> cells) {
        for (int i = 0; i < cells.size(); i++) {
            widths[i] = Math.max(widths[i], width(cells.get(i)));
        }
    }

    private static String line(List<String> cells, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String padding = " ".repeat(widths[i] - width(cells.get(i)));
            line.append(i == 0 ? "" : GAP);
            line.append(i == 0 ? cells.get(i) + padding : padding + cells.get(i));
        }
        return line.toString().stripTrailing();
    }

    private static int width(String cell) {
        return cell.codePointCount(0, cell.length());
    }
}
