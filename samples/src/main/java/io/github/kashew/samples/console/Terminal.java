package io.github.kashew.samples.console;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the place that the samples print to can do.
 *
 * @param columns the width of the screen, or zero where lines cannot be redrawn: a file, a pipe, a build server
 * @param colour whether colours are welcome
 */
public record Terminal(int columns, boolean colour) {
    /** Tells the width of the terminal; set by {@code samples/run}, because Java 17 cannot ask the terminal for it. */
    public static final String COLUMNS_PROPERTY = "samples.columns";

    /** Returns what this process prints to. */
    public static Terminal current() {
        return of(System.getProperty(COLUMNS_PROPERTY), System.getenv());
    }

    /**
     * Judges by {@code columns}, a positive number for a terminal, and by the conventional variables {@code CI},
     * {@code TERM} and {@code NO_COLOR}. Anything else is not a terminal.
     */
    static Terminal of(@Nullable String columns, Map<String, String> environment) {
        boolean redraws = columns != null
                && columns.matches("[1-9][0-9]{0,3}")
                && environment.getOrDefault("CI", "").isEmpty()
                && !environment.getOrDefault("TERM", "").equals("dumb");
        if (!redraws) {
            return new Terminal(0, false);
        }
        return new Terminal(
                Integer.parseInt(columns),
                environment.getOrDefault("NO_COLOR", "").isEmpty());
    }

    /** Returns whether a line can be drawn again. */
    public boolean redraws() {
        return columns > 0;
    }

    /** Returns {@code text} in bold where colours are welcome. */
    public String bold(String text) {
        return styled(text, "1");
    }

    /** Returns {@code text} in the colour of a thing under way, where colours are welcome. */
    public String accent(String text) {
        return styled(text, "36");
    }

    private String styled(String text, String code) {
        return colour ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}
