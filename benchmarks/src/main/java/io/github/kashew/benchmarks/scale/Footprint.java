package io.github.kashew.benchmarks.scale;

import io.github.kashew.Cache;
import io.github.kashew.Ttl;
import io.github.kashew.benchmarks.harness.JavaCommand;
import io.github.kashew.benchmarks.memory.ExpiringCaffeine;
import java.io.IOException;
import java.lang.ref.Reference;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The bytes of a million entries of 100 bytes each, keys and values included. */
final class Footprint {

    private static final int ENTRIES = 1_000_000;
    private static final int VALUE_BYTES = 100;

    private Footprint() {}

    /** Measures one side, in a process of its own. */
    static long bytesOf(String side) throws IOException {
        List<String> command = JavaCommand.of(Footprint.class);
        command.add(side);
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        return Long.parseLong(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip());
    }

    /** Fills the cache of a side, {@code ours} or {@code floor}, and prints what it takes. */
    public static void main(String[] args) {
        long before = used();
        Object filled = args[0].equals("ours") ? ours() : floor();
        try {
            System.out.println(used() - before);
        } finally {
            Reference.reachabilityFence(filled);
        }
        System.exit(0);
    }

    private static Object ours() {
        Cache cache = Cache.open("mem://?size=" + 2 * ENTRIES);
        Ttl ttl = Ttl.of("1h");
        for (int i = 0; i < ENTRIES; i++) {
            cache.set("user:" + i, new byte[VALUE_BYTES], ttl);
            cache.get("user:" + i, byte[].class); // what a read leaves in an entry counts
        }
        return cache;
    }

    private static Object floor() {
        var cache = ExpiringCaffeine.<byte[]>builder(2L * ENTRIES).build();
        for (int i = 0; i < ENTRIES; i++) {
            cache.put("user:" + i, new byte[VALUE_BYTES]);
        }
        return cache;
    }

    private static long used() {
        System.gc();
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
