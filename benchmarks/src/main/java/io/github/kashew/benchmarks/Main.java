package io.github.kashew.benchmarks;

import io.github.kashew.benchmarks.harness.Figure;
import io.github.kashew.benchmarks.harness.Machine;
import io.github.kashew.benchmarks.harness.PerformanceRun;
import io.github.kashew.benchmarks.harness.Results;
import io.github.kashew.benchmarks.harness.Schedule;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What {@code benchmarks/run} starts; see there for the arguments. */
public final class Main {

    private static final List<String> COLUMNS =
            List.of("figure", "ours ns", "floor ns", "ratio", "95 % bound", "to reach", "B/op", "limit", "met");

    private Main() {}

    /** Runs one group. The first argument is the folder of the benchmarks, the second the group. */
    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args[0]);
        List<String> rest = new ArrayList<>(List.of(args).subList(2, args.length));
        boolean quick = rest.remove("--quick");
        int date = rest.indexOf("--date");
        String on = "";
        if (date >= 0) {
            on = rest.remove(date + 1) + ". ";
            rest.remove(date);
        }
        performance(args[1], folder, rest, quick ? Schedule.QUICK : Schedule.FULL, on);
    }

    private static void performance(String group, Path folder, List<String> ids, Schedule schedule, String on)
            throws IOException {
        List<Figure> figures = Figure.of(group, folder.resolve("figures.csv"));
        List<String> known = figures.stream().map(Figure::id).toList();
        for (String id : ids) {
            if (!known.contains(id)) {
                throw new IllegalArgumentException(
                        "there is no figure '" + id + "' in group " + group + "; there are " + String.join(" ", known));
            }
        }
        List<Figure> asked = ids.isEmpty()
                ? figures
                : figures.stream().filter(figure -> ids.contains(figure.id())).toList();
        List<List<String>> table = new PerformanceRun(schedule, System.out).run(asked);
        if (ids.isEmpty()) {
            String about = on + Machine.description() + ". " + schedule.forks() + " pairs of processes, "
                    + schedule.pairs() + " pairs of runs of " + schedule.millis() + " ms each.";
            new Results(folder.resolve("RESULTS.md")).write(group, about, COLUMNS, table);
        }
    }
}
