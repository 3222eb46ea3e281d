package io.github.kashew.benchmarks;

import io.github.kashew.benchmarks.harness.Figure;
import io.github.kashew.benchmarks.harness.Machine;
import io.github.kashew.benchmarks.harness.PerformanceRun;
import io.github.kashew.benchmarks.harness.Results;
import io.github.kashew.benchmarks.harness.Schedule;
import io.github.kashew.benchmarks.reliability.ReliabilityRun;
import io.github.kashew.benchmarks.scale.ScaleRun;
import io.github.kashew.benchmarks.scale.TraceReplay;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What {@code benchmarks/run} starts; see there for the arguments. */
public final class Main {

    private static final List<String> COLUMNS =
            List.of("figure", "ours ns", "floor ns", "ratio", "95 % bound", "to reach", "B/op", "limit", "met");

    private static final List<String> SCALE_COLUMNS =
            List.of("step", "what", "ours", "floor", "ratio", "to reach", "met");

    private Main() {}

    /** Runs one group. The first argument is the folder of the benchmarks, the second the group. */
    public static void main(String[] args) throws Exception {
        Path folder = Path.of(args[0]);
        List<String> rest = new ArrayList<>(List.of(args).subList(2, args.length));
        Schedule schedule = rest.remove("--quick") ? Schedule.QUICK : Schedule.FULL;
        String on = option(rest, "--date").map(date -> date + ". ").orElse("");
        long seed = option(rest, "--seed").map(Long::valueOf).orElseGet(System::nanoTime);
        boolean met = switch (args[1]) {
            case "scale" -> scale(folder, schedule, on);
            case "trace" -> trace(rest);
            case "reliability" -> ReliabilityRun.run(rest, seed, System.out);
            default -> performance(args[1], folder, rest, schedule, on);
        };
        System.exit(met ? 0 : 1);
    }

    private static Optional<String> option(List<String> rest, String name) {
        int at = rest.indexOf(name);
        if (at < 0) {
            return Optional.empty();
        }
        if (at + 1 == rest.size()) {
            throw new IllegalArgumentException(name + " needs a value");
        }
        rest.remove(at);
        return Optional.of(rest.remove(at));
    }

    private static boolean trace(List<String> paths) throws IOException {
        if (paths.size() != 1) {
            throw new IllegalArgumentException("trace needs the path of one file, or - for the input");
        }
        return TraceReplay.run(
                paths.get(0).equals("-") ? System.in : Files.newInputStream(Path.of(paths.get(0))), System.out);
    }

    /** What is slower than it should be is reported, and is no failure of the run. */
    private static boolean scale(Path folder, Schedule schedule, String on) throws IOException {
        List<List<String>> table = new ScaleRun(schedule, System.out).run();
        write(folder, "scale", on, schedule, SCALE_COLUMNS, table);
        return true;
    }

    private static void write(
            Path folder, String group, String on, Schedule schedule, List<String> columns, List<List<String>> table)
            throws IOException {
        String about = on + Machine.description() + ". " + schedule.forks() + " pairs of processes, " + schedule.pairs()
                + " pairs of runs of " + schedule.millis() + " ms each.";
        new Results(folder.resolve("RESULTS.md")).write(group, about, columns, table);
    }

    private static boolean performance(String group, Path folder, List<String> ids, Schedule schedule, String on)
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
            write(folder, group, on, schedule, COLUMNS, table);
        }
        return true;
    }
}
