package io.github.kashew.benchmarks.reliability;

import io.github.kashew.Cache;
import io.github.kashew.benchmarks.reliability.Acknowledged.Count;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * A process that writes its own keys and reads everybody's until it is killed.
 *
 * <p>Its arguments are the directory of the cache, the file of what is acknowledged, how many processes there are, which
 * of them it is, and a seed.
 */
final class DiskWriter {

    private static final int READS_PER_WRITE = 4;

    private final Cache cache;
    private final Acknowledged acknowledged;
    private final int process;

    private DiskWriter(Cache cache, Acknowledged acknowledged, int process) {
        this.cache = cache;
        this.acknowledged = acknowledged;
        this.process = process;
    }

    public static void main(String[] args) throws IOException {
        int process = Integer.parseInt(args[3]);
        DiskWriter writer =
                new DiskWriter(open(args[0]), new Acknowledged(Path.of(args[1]), Integer.parseInt(args[2])), process);
        SplittableRandom seeds = new SplittableRandom(Long.parseLong(args[4]));
        for (int caller = 0; caller < Acknowledged.CALLERS; caller++) {
            int own = caller;
            SplittableRandom random = seeds.split();
            Thread thread = new Thread(() -> writer.go(own, random), "caller-" + caller);
            thread.setDaemon(true);
            thread.start();
        }
        ChildProcess.orders().readLine(); // ends with its parent
    }

    static Cache open(String directory) {
        return Cache.open("disk://" + directory + "?timeout=30s&suppress=false");
    }

    static String key(int process, int caller, int key) {
        return "p" + process + "c" + caller + "k" + key;
    }

    private void go(int caller, SplittableRandom random) {
        while (true) {
            try {
                step(caller, random);
            } catch (CompletionException failed) {
                System.err.println(failed);
                acknowledged.add(process, Count.ERRORS, 1);
            }
        }
    }

    /** Writes one key and reads some, all at once. */
    private void step(int caller, SplittableRandom random) {
        int own = random.nextInt(Acknowledged.KEYS);
        long number = acknowledged.last(process, caller, own) + 1;
        String name = key(process, caller, own);
        CompletableFuture<?> write =
                cache.set(name, NumberedValue.of(name, number)).toCompletableFuture();
        List<CompletableFuture<Count>> reads = new ArrayList<>();
        for (int i = 0; i < READS_PER_WRITE; i++) {
            reads.add(read(
                    random.nextInt(acknowledged.processes()),
                    random.nextInt(Acknowledged.CALLERS),
                    random.nextInt(Acknowledged.KEYS)));
        }
        write.join();
        acknowledged.acknowledge(process, caller, own, number);
        acknowledged.add(process, Count.WRITES, 1);
        for (CompletableFuture<Count> read : reads) {
            acknowledged.add(process, read.join(), 1);
        }
    }

    /** Reads a key, and answers what the read is counted as. */
    private CompletableFuture<Count> read(int other, int caller, int key) {
        long before = acknowledged.last(other, caller, key);
        String name = key(other, caller, key);
        return cache.get(name, String.class)
                .thenApply(value -> judge(name, value, before))
                .toCompletableFuture();
    }

    /** Judges a value that is read after the write of a number was acknowledged. */
    static Count judge(String name, @Nullable String value, long acknowledged) {
        long number = value == null ? 0 : NumberedValue.numberOf(name, value);
        if (number < 0) {
            return Count.TORN;
        }
        return number < acknowledged ? Count.LOST : Count.READS;
    }
}
