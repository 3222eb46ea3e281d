package io.github.kashew.benchmarks.reliability;

import io.github.kashew.Cache;
import io.github.kashew.benchmarks.reliability.Acknowledged.Count;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/**
 * G-D1: eight processes with ten callers each write to one directory and read what the others write, and every second one of
 * them is killed. Of five million calls, a million of them writes, none that was acknowledged is lost, no value is torn or
 * another key's, no call fails, and every file is sound.
 */
final class KilledWriters implements Trial {

    private static final long CALLS = 5_000_000;
    private static final long WRITES = 1_000_000;
    private static final int KILLS = 200;
    private static final int PROCESSES = 8;
    private static final int FEW_PROCESSES = 3;
    private static final int FEWER = 10;
    private static final long LONGEST_NANOS = Duration.ofMinutes(12).toNanos();

    @Override
    public Verdict run(int scale, long seed) throws Exception {
        int less = scale == 1 ? 1 : scale * FEWER;
        int processes = scale == 1 ? PROCESSES : FEW_PROCESSES;
        SplittableRandom random = new SplittableRandom(seed);
        try (DiskFiles files = DiskFiles.create()) {
            Acknowledged acknowledged = new Acknowledged(files.folder().resolve("acknowledged"), processes);
            List<ChildProcess> writers = new ArrayList<>();
            int kills = 0;
            int crashes = 0;
            try {
                for (int i = 0; i < processes; i++) {
                    writers.add(start(files, acknowledged, i, random));
                }
                long begin = System.nanoTime();
                while ((kills < KILLS / less
                                || calls(acknowledged) < CALLS / less
                                || acknowledged.sum(Count.WRITES) < WRITES / less)
                        && System.nanoTime() - begin < LONGEST_NANOS) {
                    TimeUnit.SECONDS.sleep(1);
                    int killed = random.nextInt(processes);
                    crashes += writers.get(killed).kill() ? 1 : 0;
                    kills++;
                    writers.set(killed, start(files, acknowledged, killed, random));
                }
            } finally {
                for (ChildProcess writer : writers) {
                    crashes += writer.kill() ? 1 : 0;
                }
            }
            long lost = acknowledged.sum(Count.LOST);
            long torn = acknowledged.sum(Count.TORN);
            for (Count left : audit(files, acknowledged)) {
                lost += left == Count.LOST ? 1 : 0;
                torn += left == Count.TORN ? 1 : 0;
            }
            long errors = acknowledged.sum(Count.ERRORS);
            int unsound = files.unsound();
            int setAside = files.ending(".damaged").size();
            boolean enough = kills >= KILLS / less
                    && calls(acknowledged) >= CALLS / less
                    && acknowledged.sum(Count.WRITES) >= WRITES / less;
            return Verdict.of(
                    enough && lost + torn + errors + unsound + crashes + setAside == 0,
                    "processes",
                    processes,
                    "kills",
                    kills,
                    "calls",
                    calls(acknowledged),
                    "writes",
                    acknowledged.sum(Count.WRITES),
                    "lost",
                    lost,
                    "torn",
                    torn,
                    "errors",
                    errors,
                    "unsoundFiles",
                    unsound,
                    "setAside",
                    setAside,
                    "crashes",
                    crashes);
        }
    }

    private static long calls(Acknowledged acknowledged) {
        return acknowledged.sum(Count.WRITES) + acknowledged.sum(Count.READS);
    }

    private static ChildProcess start(DiskFiles files, Acknowledged acknowledged, int process, SplittableRandom random)
            throws IOException {
        return new ChildProcess(
                DiskWriter.class,
                files.cache(),
                files.folder().resolve("acknowledged"),
                acknowledged.processes(),
                process,
                random.nextLong());
    }

    /** Reads every key once more when nobody writes any longer. */
    private static List<Count> audit(DiskFiles files, Acknowledged acknowledged) {
        List<Count> found = new ArrayList<>();
        try (Cache cache = DiskWriter.open(files.cache().toString())) {
            for (int process = 0; process < acknowledged.processes(); process++) {
                for (int caller = 0; caller < Acknowledged.CALLERS; caller++) {
                    for (int key = 0; key < Acknowledged.KEYS; key++) {
                        String name = DiskWriter.key(process, caller, key);
                        String value = cache.get(name, String.class)
                                .toCompletableFuture()
                                .join();
                        found.add(DiskWriter.judge(name, value, acknowledged.last(process, caller, key)));
                    }
                }
            }
        }
        return found;
    }
}
