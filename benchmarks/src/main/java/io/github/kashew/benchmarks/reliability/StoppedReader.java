package io.github.kashew.benchmarks.reliability;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;

/**
 * G-D6: somebody begins to read each shard and stops, while everything is written that can be for a minute. No log exceeds
 * 64 MB, and all files together take no more than 1.2 times the limit. When the reader is gone, writes succeed again.
 */
final class StoppedReader implements Trial {

    private static final long LIMIT = 512L << 20;
    private static final long LONGEST_LOG = 64L << 20;
    private static final Duration TIME = Duration.ofSeconds(60);
    private static final int TOGETHER = 64;
    private static final int KEYS = 100_000;
    private static final int BYTES = 10_000;

    @Override
    public Verdict run(int scale, long seed) throws Exception {
        SplittableRandom random = new SplittableRandom(seed);
        long written = 0;
        long refused = 0;
        long longestLog = 0;
        long most = 0;
        boolean over;
        try (DiskFiles files = DiskFiles.create();
                RawDisk disk = RawDisk.open(files.cache(), "size_limit=" + LIMIT)) {
            write(disk, random);
            List<Connection> readers = stoppedReaders(files);
            long begin = System.nanoTime();
            while (System.nanoTime() - begin < TIME.toNanos() / scale) {
                int succeeded = write(disk, random);
                written += succeeded;
                refused += TOGETHER - succeeded;
                for (Path log : files.ending(".db-wal")) {
                    longestLog = Math.max(longestLog, DiskFiles.size(log));
                }
                most = Math.max(most, files.bytes());
            }
            for (Connection reader : readers) {
                reader.close();
            }
            over = write(disk, random) == TOGETHER;
        }
        return Verdict.of(
                longestLog <= LONGEST_LOG && most <= LIMIT * 12 / 10 && refused > 0 && over,
                "seconds",
                TIME.toSeconds() / scale,
                "written",
                written,
                "refused",
                refused,
                "longestLogMb",
                longestLog >> 20,
                "mostMb",
                most >> 20,
                "limitMb",
                LIMIT >> 20,
                "writesAfterwards",
                over);
    }

    private static List<Connection> stoppedReaders(DiskFiles files) throws IOException, SQLException {
        List<Connection> readers = new ArrayList<>();
        for (Path database : files.databases()) {
            Connection reader = DiskFiles.connect(database);
            try (Statement statement = reader.createStatement()) {
                statement.execute("BEGIN");
                statement.executeQuery("SELECT count(*) FROM entry").close();
            }
            readers.add(reader);
        }
        return readers;
    }

    /** Writes some values at once, and answers how many of them were taken. */
    private static int write(RawDisk disk, SplittableRandom random) {
        List<CompletableFuture<Boolean>> writes = new ArrayList<>();
        for (int i = 0; i < TOGETHER; i++) {
            writes.add(disk.write("k" + random.nextInt(KEYS), new byte[BYTES], Long.MAX_VALUE));
        }
        int taken = 0;
        for (CompletableFuture<Boolean> write : writes) {
            taken += write.handle((done, failure) -> failure == null ? 1 : 0).join();
        }
        return taken;
    }
}
