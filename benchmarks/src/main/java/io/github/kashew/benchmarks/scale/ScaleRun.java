package io.github.kashew.benchmarks.scale;

import io.github.kashew.benchmarks.harness.Duel;
import io.github.kashew.benchmarks.harness.Schedule;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Measures how the cost of a hit and of an entry grows, and prints a {@code SCALE} line for each step. */
public final class ScaleRun {

    private static final int[] SIZES = {1 << 10, 1 << 13, 1 << 16, 1 << 20};
    private static final int[] ROUTES = {8, 64};
    private static final double MOST_BY_KEYS = 1.5;
    private static final double MOST_BY_ROUTES = 1.1;
    private static final double MOST_BYTES = 1.3;

    private final Schedule schedule;
    private final PrintStream out;
    private final List<List<String>> table = new ArrayList<>();

    /** Makes a run that prints to {@code out}. */
    public ScaleRun(Schedule schedule, PrintStream out) {
        this.schedule = schedule;
        this.out = out;
    }

    /** Runs everything; answers a line of a table for each step. */
    public List<List<String>> run() throws IOException {
        double first = 0;
        for (int size : SIZES) {
            Duel.Outcome outcome = Duel.ofTimes(of(Keys.class, "ours"), of(Keys.class, "floor"), "size=" + size)
                    .run(schedule);
            first = size == SIZES[0] ? outcome.ours() : first;
            report(
                    "keys=" + size,
                    "ns of a hit",
                    outcome.ours(),
                    outcome.floor(),
                    outcome.ours() / first,
                    MOST_BY_KEYS);
        }
        for (int routes : ROUTES) {
            Duel.Outcome outcome = Duel.ofTimes(of(Routes.class, "ours"), of(Routes.class, "floor"), "routes=" + routes)
                    .run(schedule);
            report(
                    "routes=" + routes,
                    "ns of a hit, floor with one route",
                    outcome.ours(),
                    outcome.floor(),
                    outcome.ratio().mean(),
                    MOST_BY_ROUTES);
        }
        double ours = Footprint.bytesOf("ours");
        double floor = Footprint.bytesOf("floor");
        report("bytes", "bytes of a million entries of 100 B", ours, floor, ours / floor, MOST_BYTES);
        return table;
    }

    private static String of(Class<?> benchmark, String side) {
        return benchmark.getName() + "." + side;
    }

    private void report(String step, String what, double ours, double floor, double ratio, double most) {
        boolean met = ratio <= most;
        String numbers = String.format(Locale.ROOT, "%.1f|%.1f|%.2f", ours, floor, ratio);
        String[] parts = numbers.split("\\|", -1);
        out.println(
                "SCALE " + step + " ours=" + parts[0] + " floor=" + parts[1] + " ratio=" + parts[2] + " met=" + met);
        table.add(List.of(step, what, parts[0], parts[1], parts[2], "≤ " + most, met ? "yes" : "no"));
    }
}
