package io.github.kashew.benchmarks.reliability;

import static io.github.kashew.strategy.Strategies.simple;

import io.github.kashew.Cache;
import io.github.kashew.CachePlan;
import io.github.kashew.ManualClock;
import io.github.kashew.error.LoadTimeoutException;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * G-M2: 100,000 loads whose callers leave, 10,000 that hang until they time out, and ten million calls with distinct keys
 * through every strategy leave nothing behind.
 *
 * <p>Nothing is looked up in the cache's own tables: each key and each load is held weakly here, and has to be collected.
 */
final class NothingLeft implements Trial {

    private static final int CANCELLED = 100_000;
    private static final int HUNG = 10_000;
    private static final int DISTINCT = 10_000_000;

    @Override
    public Verdict run(int scale, long seed) throws Exception {
        DistinctCalls.Left distinct = new DistinctCalls(seed).run(DISTINCT / scale);
        ManualClock clock = new ManualClock();
        try (Cache cache = Cache.builder()
                .route("", "mem://?size=1000000")
                .clock(clock)
                .executor(Runnable::run)
                .build()) {
            CachePlan<String> plan = cache.plan(String.class)
                    .through(simple("1h"))
                    .loadTimeout("10s")
                    .build();
            int timers = clock.pendingTasks();
            long before = Heap.usedBytes();
            List<WeakReference<Object>> traces = new ArrayList<>();

            int notCancelled = 0;
            for (int i = 0; i < CANCELLED / scale; i++) {
                notCancelled += cancel(plan, "cancelled:" + i, traces) ? 0 : 1;
            }
            AtomicInteger timedOut = new AtomicInteger();
            for (int i = 0; i < HUNG / scale; i++) {
                hang(plan, "hung:" + i, traces, timedOut);
            }
            clock.advance("1m");

            int objects = traces.size();
            long left = Heap.stillHeld(traces);
            long stored = cache.count().toCompletableFuture().get();
            traces.clear();
            long kilobytes = (Heap.usedBytes() - before) >> 10;
            int timersLeft = clock.pendingTasks() - timers;
            return Verdict.of(
                    notCancelled == 0
                            && timedOut.get() == HUNG / scale
                            && left == 0
                            && stored == 0
                            && timersLeft == 0
                            && distinct.right() == DISTINCT / scale
                            && distinct.isNothing(),
                    "cancelled",
                    CANCELLED / scale,
                    "hung",
                    HUNG / scale,
                    "timedOut",
                    timedOut,
                    "tracked",
                    objects,
                    "left",
                    left,
                    "timers",
                    timersLeft,
                    "stored",
                    stored,
                    "heapKB",
                    kilobytes,
                    "distinct",
                    distinct.right(),
                    "distinctTracked",
                    distinct.tracked(),
                    "distinctLeft",
                    distinct.held() + distinct.timers() + distinct.stored(),
                    "distinctHeapPercent",
                    String.format(Locale.ROOT, "%.2f", distinct.growth()));
        }
    }

    /** Two callers share a load and leave; tells whether the load was cancelled with the second one, and not before. */
    private static boolean cancel(CachePlan<String> plan, String key, List<WeakReference<Object>> traces) {
        CompletableFuture<String> load = new CompletableFuture<>();
        traces.add(new WeakReference<>(key));
        traces.add(new WeakReference<>(load));
        CompletableFuture<String> first = plan.getAt(key, () -> load).toCompletableFuture();
        CompletableFuture<String> second = plan.getAt(key, () -> load).toCompletableFuture();
        first.cancel(true);
        boolean tooEarly = load.isDone();
        second.cancel(true);
        return !tooEarly && load.isCancelled();
    }

    private static void hang(
            CachePlan<String> plan, String key, List<WeakReference<Object>> traces, AtomicInteger timedOut) {
        CompletableFuture<String> load = new CompletableFuture<>();
        traces.add(new WeakReference<>(key));
        traces.add(new WeakReference<>(load));
        plan.getAt(key, () -> load).whenComplete((value, failure) -> {
            if (failure instanceof LoadTimeoutException) {
                timedOut.incrementAndGet();
            }
        });
    }
}
