package io.github.kashew.benchmarks.reliability;

import java.lang.ref.WeakReference;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What is alive. */
final class Heap {

    private static final int MOST_COLLECTIONS = 20;

    private Heap() {}

    /** Returns the bytes of what is alive, after collecting what is not. */
    static long usedBytes() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    /** Returns how many of some objects something still holds, when the collector has had every chance. */
    static long stillHeld(List<WeakReference<Object>> objects) throws InterruptedException {
        long held = objects.size();
        for (int i = 0; i < MOST_COLLECTIONS && held > 0; i++) {
            System.gc();
            TimeUnit.MILLISECONDS.sleep(20);
            held = objects.stream().filter(object -> object.get() != null).count();
        }
        return held;
    }
}
