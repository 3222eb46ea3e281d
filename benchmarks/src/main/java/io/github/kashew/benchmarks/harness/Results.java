package io.github.kashew.benchmarks.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The page of last results: a section for each group, of which a run replaces its own. */
public final class Results {

    private static final String TITLE = "# Results\n\nWritten by `benchmarks/run`; how it measures is in README.md.\n";
    private static final String HEADING = "\n## ";

    private final Path page;

    /** The page at a path, which need not exist. */
    public Results(Path page) {
        this.page = page;
    }

    /**
     * Replaces a section by a table.
     *
     * @param about under what circumstances it was measured
     */
    public void write(String section, String about, List<String> columns, List<List<String>> rows) throws IOException {
        TreeMap<String, String> sections = new TreeMap<>();
        if (Files.exists(page)) {
            String[] parts = Files.readString(page).split(HEADING, -1);
            for (int i = 1; i < parts.length; i++) {
                sections.put(parts[i].substring(0, parts[i].indexOf('\n')), parts[i].stripTrailing() + "\n");
            }
        }
        String rule = line(Collections.nCopies(columns.size(), "---"));
        String table = Stream.concat(
                        Stream.of(line(columns), rule), rows.stream().map(Results::line))
                .collect(Collectors.joining("\n"));
        sections.put(section, section + "\n\n" + about + "\n\n" + table + "\n");
        Files.writeString(
                page,
                sections.values().stream().map(text -> HEADING + text).collect(Collectors.joining("", TITLE, "")));
    }

    private static String line(List<String> cells) {
        return cells.stream().collect(Collectors.joining(" | ", "| ", " |"));
    }
}
