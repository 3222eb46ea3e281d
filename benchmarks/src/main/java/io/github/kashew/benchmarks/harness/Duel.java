package io.github.kashew.benchmarks.harness;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A comparison of two benchmarks that take turns.
 *
 * <p>Each has a process of its own, so that neither sees code that was compiled for the other. Both live at the same time
 * and run alternately, A B B A A B …, a fraction of a second each: what disturbs the machine for longer disturbs both. The
 * median of the ratios of a pair of processes is one sample; several pairs of processes make the bound.
 */
public final class Duel {

    private final String ours;
    private final String floor;
    private final List<String> parameters;
    private final Probe probe;

    private Duel(String ours, String floor, List<String> parameters, Probe probe) {
        this.ours = ours;
        this.floor = floor;
        this.parameters = parameters;
        this.probe = probe;
    }

    /** One number of a worker. */
    private interface Probe {
        Measured take(WorkerProcess worker, int millis) throws IOException;
    }

    /** Compares the time of an operation. */
    public static Duel ofTimes(String ours, String floor, String... parameters) {
        return new Duel(ours, floor, List.of(parameters), (worker, millis) -> worker.measure(1, millis));
    }

    /** Compares how many times the throughput of one thread two threads have. */
    public static Duel ofScaling(String ours, String floor) {
        return new Duel(ours, floor, List.of(), (worker, millis) -> {
            Measured alone = worker.measure(1, millis);
            Measured together = worker.measure(2, millis);
            return new Measured(2 * alone.nanos() / together.nanos(), alone.bytes());
        });
    }

    /** What came out: the medians of both sides, and the ratio of ours to the floor. */
    public record Outcome(double ours, double floor, long bytes, Ratio ratio) {}

    /** Runs the comparison. */
    public Outcome run(Schedule schedule) throws IOException {
        List<Double> times = new ArrayList<>();
        List<Double> floorTimes = new ArrayList<>();
        List<Double> bytes = new ArrayList<>();
        List<Double> ratios = new ArrayList<>();
        for (int fork = 0; fork < schedule.forks(); fork++) {
            List<Double> pairs = new ArrayList<>();
            try (WorkerProcess a = new WorkerProcess(ours, parameters);
                    WorkerProcess b = new WorkerProcess(floor, parameters)) {
                for (int i = 0; i < schedule.warmups(); i++) {
                    probe.take(a, schedule.millis());
                    probe.take(b, schedule.millis());
                }
                for (int i = 0; i < schedule.pairs(); i++) {
                    Measured first = probe.take(i % 2 == 0 ? a : b, schedule.millis());
                    Measured second = probe.take(i % 2 == 0 ? b : a, schedule.millis());
                    Measured mine = i % 2 == 0 ? first : second;
                    Measured other = i % 2 == 0 ? second : first;
                    times.add(mine.nanos());
                    bytes.add(mine.bytes());
                    floorTimes.add(other.nanos());
                    pairs.add(mine.nanos() / other.nanos());
                }
            }
            ratios.add(Ratio.median(pairs));
        }
        return new Outcome(
                Ratio.median(times), Ratio.median(floorTimes), Math.round(Ratio.median(bytes)), Ratio.of(ratios));
    }
}
