package io.github.kashew.benchmarks.reliability;

import io.github.kashew.ManualClock;
import io.github.kashew.spi.Stored;
import java.time.Duration;
import java.util.SplittableRandom;

/**
 * G-D10: values of random sizes and times to live are written for two hours of a manual clock; at each of a thousand looks
 * the files take no more than 1.1 times the limit, logs included.
 */
final class SizeLimit implements Trial {

    private static final long LIMIT = 32L << 20;
    private static final int LOOKS = 1_000;
    private static final int WRITES_PER_LOOK = 30;
    private static final int KEYS = 20_000;
    private static final int LARGEST = 60_000;
    private static final Duration STEP = Duration.ofMillis(7_200);
    private static final long LONGEST_TTL_NANOS = Duration.ofHours(1).toNanos();

    @Override
    public Verdict run(int scale, long seed) throws Exception {
        SplittableRandom random = new SplittableRandom(seed);
        ManualClock clock = new ManualClock();
        long most = 0;
        long written = 0;
        try (DiskFiles files = DiskFiles.create();
                RawDisk disk = RawDisk.open(files.cache(), "timeout=30s&shards=4&size_limit=" + LIMIT, clock)) {
            for (int look = 0; look < LOOKS / scale; look++) {
                for (int i = 0; i < WRITES_PER_LOOK; i++) {
                    int bytes = random.nextInt(random.nextInt(1, LARGEST));
                    long deadline = random.nextBoolean()
                            ? Stored.NEVER
                            : clock.nanos() + 1 + random.nextLong(LONGEST_TTL_NANOS);
                    disk.write("k" + random.nextInt(KEYS), new byte[bytes], deadline)
                            .join();
                    written += bytes;
                }
                clock.advance(STEP);
                most = Math.max(most, files.bytes());
            }
            long left = disk.backend().count().toCompletableFuture().join();
            return Verdict.of(
                    most <= LIMIT * 11 / 10 && written > LIMIT * 2 && left > 0,
                    "looks",
                    LOOKS / scale,
                    "writtenMb",
                    written >> 20,
                    "limitMb",
                    LIMIT >> 20,
                    "mostMb",
                    most >> 20,
                    "mostPercent",
                    most * 100 / LIMIT,
                    "entriesLeft",
                    left);
        }
    }
}
