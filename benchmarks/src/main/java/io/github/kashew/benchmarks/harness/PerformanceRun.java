package io.github.kashew.benchmarks.harness;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Runs the comparisons of a group and prints a {@code PERF} line for each figure. */
public final class PerformanceRun {

    /** The only figure of its kind: how a second thread helps. */
    private static final String SCALING = "mem-threads";

    private final Schedule schedule;
    private final PrintStream out;

    /** Makes a run that prints to {@code out}. */
    public PerformanceRun(Schedule schedule, PrintStream out) {
        this.schedule = schedule;
        this.out = out;
    }

    /** Runs the figures; answers a line of a table for each. */
    public List<List<String>> run(List<Figure> figures) throws IOException {
        List<List<String>> table = new ArrayList<>();
        for (Figure figure : figures) {
            String ours = figure.benchmark("ours");
            String floor = figure.benchmark("floor");
            Duel duel = figure.id().equals(SCALING) ? Duel.ofScaling(ours, floor) : Duel.ofTimes(ours, floor);
            table.add(report(figure, duel.run(schedule)));
        }
        return table;
    }

    private List<String> report(Figure figure, Duel.Outcome outcome) {
        Ratio ratio = outcome.ratio();
        double bound = figure.higherIsBetter() ? ratio.lower() : ratio.upper();
        boolean met = figure.isMet(ratio, outcome.bytes());
        out.printf(
                Locale.ROOT,
                "PERF %s ours=%.1f floor=%.1f ratio=%.3f bytes=%d met=%s%n",
                figure.id(),
                outcome.ours(),
                outcome.floor(),
                ratio.mean(),
                outcome.bytes(),
                met);
        return List.of(
                figure.id(),
                number("%.1f", outcome.ours()),
                number("%.1f", outcome.floor()),
                number("%.3f", ratio.mean()),
                number("%.3f", bound),
                (figure.higherIsBetter() ? "≥ " : "≤ ") + figure.bar(),
                Long.toString(outcome.bytes()),
                figure.bytes().map(limit -> "≤ " + limit).orElse(""),
                met ? "yes" : "no");
    }

    private static String number(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
