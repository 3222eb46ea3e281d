package io.github.kashew.benchmarks.reliability;

import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Runs reliability figures and prints a {@code RELIABILITY} line for each. */
public final class ReliabilityRun {

    private static final int FULL = 1;
    private static final int FAST = 10;

    private static final Map<String, Trial> TRIALS = trials();

    /** What takes long even at a tenth of its scale, because it waits for processes or for time to pass. */
    private static final Set<String> FULL_ONLY = Set.of("G-D2", "G-D6", "G-D10", "G-M1-processes", "G-R8", "G-R10");

    private ReliabilityRun() {}

    private static Map<String, Trial> trials() {
        Map<String, Trial> trials = new LinkedHashMap<>();
        trials.put("G-D1", new KilledWriters());
        trials.put("G-D2", new SameMoment());
        trials.put("G-D3", new FlippedBits());
        trials.put("G-D6", new StoppedReader());
        trials.put("G-D9", new GuardedDirectory());
        trials.put("G-D10", new SizeLimit());
        trials.put("G-M1", new OneLoad());
        trials.put("G-M1-processes", new OneLoadOfProcesses());
        trials.put("G-M2", new NothingLeft());
        trials.put("G-M3", new LeavingCallers());
        trials.put("G-M4", new HangingLoads());
        trials.put("G-M8", new BreakerSequences());
        trials.put("G-M9", new TroubledExecutors());
        trials.put("G-M10", new CallbackThreads());
        trials.put("G-M11", new AdaptiveRefreshes());
        trials.put("G-M13", new FalsePositives());
        trials.put("G-R2", new CutReplies());
        trials.put("G-R4", new StaleReads());
        trials.put("G-R4-deletions", new DeletedLoads());
        trials.put("G-R8", new ForgottenScripts());
        trials.put("G-R9", new SwappedReplies());
        trials.put("G-R10", new SlidingWindows());
        trials.put("G-S1", new MutatedBytes());
        trials.put("G-S3", new ZstdBombs());
        trials.put("G-S4", new DistinctKeys());
        trials.put("G-S8", new ForgedAlgorithms());
        return trials;
    }

    /**
     * Runs what is asked for: {@code fast} is most of them at a tenth of their scale, {@code full} all of them; either may be
     * followed by the ids of some.
     *
     * @return whether all are met
     */
    public static boolean run(List<String> asked, long seed, PrintStream out) throws Exception {
        boolean fast = asked.contains("fast");
        List<String> named =
                asked.stream().filter(word -> !word.matches("fast|full")).toList();
        List<String> ids = named.isEmpty() && !asked.isEmpty() ? List.copyOf(TRIALS.keySet()) : named;
        if (ids.isEmpty() || !TRIALS.keySet().containsAll(ids)) {
            throw new IllegalArgumentException("say fast, full or some of " + String.join(" ", TRIALS.keySet())
                    + ", not '" + String.join(" ", asked) + "'");
        }
        boolean allMet = true;
        for (Map.Entry<String, Trial> trial : TRIALS.entrySet()) {
            boolean skipped = fast && named.isEmpty() && FULL_ONLY.contains(trial.getKey());
            if (ids.contains(trial.getKey()) && !skipped) {
                Verdict verdict = trial.getValue().run(fast ? FAST : FULL, seed);
                out.println(verdict.line(trial.getKey(), seed));
                allMet &= verdict.met();
            }
        }
        return allMet;
    }
}
