package io.github.kashew.benchmarks.reliability;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A process that opens the directories that it is told, and writes to each. Its argument is its number. */
final class DiskOpener {

    static final String DONE = "done";
    static final String OPTIONS = "timeout=30s";

    /** How many keys each process writes: enough for every shard. */
    static final int KEYS = 50;

    private DiskOpener() {}

    public static void main(String[] args) throws IOException {
        int first = Integer.parseInt(args[0]) * KEYS;
        BufferedReader orders = ChildProcess.orders();
        System.out.println("ready");
        for (String order = orders.readLine(); order != null; order = orders.readLine()) {
            System.out.println(open(Path.of(order), first));
        }
    }

    private static String open(Path directory, int first) {
        try (RawDisk disk = RawDisk.open(directory, OPTIONS)) {
            List<CompletableFuture<Boolean>> writes = new ArrayList<>();
            for (int i = first; i < first + KEYS; i++) {
                writes.add(disk.write("k" + i, "v"));
            }
            writes.forEach(CompletableFuture::join);
            return DONE;
        } catch (RuntimeException failed) {
            System.err.println(failed);
            return "failed: " + failed.getMessage();
        }
    }
}
