package io.github.kashew.benchmarks.scale;

import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.kashew.Cache;
import io.github.kashew.Ttl;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Predicate;

/** Replays a trace of keys against our memory and against raw Caffeine of the same size. */
public final class TraceReplay {

    /** Parts of the distinct keys that a cache may hold, in percent. */
    private static final int[] SIZES = {1, 5, 20, 50};

    /** Admission is random to a small degree; a difference below this part of the accesses is none. */
    private static final double TOLERANCE = 0.002;

    private static final Ttl TTL = Ttl.of("1h");

    private TraceReplay() {}

    /** Reads a trace of big-endian 32-bit keys and prints a {@code TRACE} line for each size; answers whether all are met. */
    public static boolean run(InputStream trace, PrintStream out) throws IOException {
        int[] accesses = read(trace);
        int distinct = (int) Arrays.stream(accesses).distinct().count();
        boolean allMet = true;
        for (int percent : SIZES) {
            int size = Math.max(1, (int) ((long) distinct * percent / 100));
            double ours = hitRatio(accesses, oursOf(size));
            double floor = hitRatio(accesses, floorOf(size));
            boolean met = ours >= floor - TOLERANCE;
            allMet &= met;
            out.printf(
                    Locale.ROOT,
                    "TRACE accesses=%d distinct=%d size=%d ours=%.4f floor=%.4f met=%s%n",
                    accesses.length,
                    distinct,
                    size,
                    ours,
                    floor,
                    met);
        }
        return allMet;
    }

    private static int[] read(InputStream trace) throws IOException {
        int[] accesses = new int[1 << 16];
        int count = 0;
        try (DataInputStream in = new DataInputStream(new java.io.BufferedInputStream(trace, 1 << 16))) {
            while (true) {
                if (count == accesses.length) {
                    accesses = Arrays.copyOf(accesses, 2 * count);
                }
                accesses[count] = in.readInt();
                count++;
            }
        } catch (EOFException end) {
            return Arrays.copyOf(accesses, count);
        }
    }

    private static double hitRatio(int[] accesses, Predicate<String> cache) {
        long hits = 0;
        for (int access : accesses) {
            hits += cache.test(Integer.toString(access)) ? 1 : 0;
        }
        return (double) hits / accesses.length;
    }

    private static Predicate<String> oursOf(int size) {
        Cache cache = Cache.open("mem://?size=" + size);
        return key -> {
            if (cache.get(key, String.class).toCompletableFuture().getNow(null) != null) {
                return true;
            }
            boolean stored = cache.set(key, key, TTL).toCompletableFuture().getNow(false);
            if (!stored) {
                throw new IllegalStateException("memory stores at once");
            }
            return false;
        };
    }

    private static Predicate<String> floorOf(int size) {
        com.github.benmanes.caffeine.cache.Cache<String, String> cache =
                Caffeine.newBuilder().maximumSize(size).executor(Runnable::run).build();
        return key -> {
            boolean hit = cache.getIfPresent(key) != null;
            if (!hit) {
                cache.put(key, key);
            }
            return hit;
        };
    }
}
