package io.github.kashew.benchmarks.reliability;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** G-D2: sixteen processes open one new directory at once, fifty times: no call fails, and each shard has one file. */
final class SameMoment implements Trial {

    private static final int PROCESSES = 16;
    private static final int ROUNDS = 50;
    private static final int SHARDS = 8;

    @Override
    public Verdict run(int scale, long seed) throws Exception {
        int failed = 0;
        int odd = 0;
        int missing = 0;
        List<ChildProcess> openers = new ArrayList<>();
        try (DiskFiles files = DiskFiles.create()) {
            for (int i = 0; i < PROCESSES; i++) {
                openers.add(new ChildProcess(DiskOpener.class, i));
            }
            for (ChildProcess opener : openers) {
                opener.answer();
            }
            for (int round = 0; round < ROUNDS / scale; round++) {
                DiskFiles own = new DiskFiles(files.folder().resolve("round" + round));
                for (ChildProcess opener : openers) {
                    opener.tell(own.cache().toString());
                }
                for (ChildProcess opener : openers) {
                    failed += opener.answer().equals(DiskOpener.DONE) ? 0 : 1;
                }
                odd += own.databases().size() == SHARDS
                                && own.ending(".damaged").isEmpty()
                        ? 0
                        : 1;
                missing += missing(own.cache());
            }
        } finally {
            for (ChildProcess opener : openers) {
                opener.close();
            }
        }
        return Verdict.of(
                failed + odd + missing == 0,
                "processes",
                PROCESSES,
                "rounds",
                ROUNDS / scale,
                "failedOpenings",
                failed,
                "oddDirectories",
                odd,
                "lostWrites",
                missing);
    }

    private static int missing(Path directory) {
        int missing = 0;
        try (RawDisk disk = RawDisk.open(directory, DiskOpener.OPTIONS)) {
            for (int i = 0; i < PROCESSES * DiskOpener.KEYS; i++) {
                missing += disk.read("k" + i).join() == null ? 1 : 0;
            }
        }
        return missing;
    }
}
