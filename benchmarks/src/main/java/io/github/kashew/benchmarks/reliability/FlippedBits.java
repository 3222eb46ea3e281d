package io.github.kashew.benchmarks.reliability;

import io.github.kashew.Cache;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;

/** G-D3: three bits are flipped in each of a hundred files; of the 20,000 values in them none is read wrong. */
final class FlippedBits implements Trial {

    private static final int FILES = 100;
    private static final int VALUES_PER_FILE = 200;
    private static final int BITS = 3;

    @Override
    public Verdict run(int scale, long seed) throws Exception {
        int shards = FILES / scale;
        int values = shards * VALUES_PER_FILE;
        SplittableRandom random = new SplittableRandom(seed);
        try (DiskFiles files = DiskFiles.create()) {
            try (Cache cache = open(files, shards)) {
                CompletableFuture<?>[] written = new CompletableFuture<?>[values];
                for (int i = 0; i < values; i++) {
                    written[i] =
                            cache.set("k" + i, NumberedValue.of("k" + i, i)).toCompletableFuture();
                }
                CompletableFuture.allOf(written).join();
            }
            for (Path database : files.databases()) {
                flip(database, random);
            }
            int wrong = 0;
            int missing = 0;
            int failed = 0;
            try (Cache cache = open(files, shards)) {
                for (int i = 0; i < values; i++) {
                    CompletableFuture<String> read =
                            cache.get("k" + i, String.class).toCompletableFuture();
                    String value = read.handle((found, failure) -> failure == null ? found : "failed")
                            .join();
                    missing += value == null ? 1 : 0;
                    failed += "failed".equals(value) ? 1 : 0;
                    wrong += value == null || value.equals(NumberedValue.of("k" + i, i)) ? 0 : 1;
                }
            }
            boolean harmed = missing > 0 || scale > 1; // the bits of a few files may all hit what nobody reads
            return Verdict.of(
                    wrong == 0 && failed == 0 && harmed,
                    "files",
                    shards,
                    "flippedBits",
                    shards * BITS,
                    "values",
                    values,
                    "silentlyWrong",
                    wrong - failed,
                    "failedReads",
                    failed,
                    "missing",
                    missing,
                    "setAside",
                    files.ending(".db.damaged").size());
        }
    }

    private static Cache open(DiskFiles files, int shards) {
        return Cache.open("disk://" + files.cache() + "?timeout=10s&shards=" + shards);
    }

    private static void flip(Path database, SplittableRandom random) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(database.toFile(), "rw")) {
            for (int i = 0; i < BITS; i++) {
                long at = random.nextLong(file.length());
                file.seek(at);
                int old = file.read();
                file.seek(at);
                file.write(old ^ (1 << random.nextInt(Byte.SIZE)));
            }
        }
    }
}
