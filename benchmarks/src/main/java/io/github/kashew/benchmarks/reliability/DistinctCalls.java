package io.github.kashew.benchmarks.reliability;

import io.github.kashew.Cache;
import io.github.kashew.CachePlan;
import io.github.kashew.ManualClock;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** Calls with distinct keys through every strategy, some of which fail, and what is left of them. */
final class DistinctCalls {

    private static final int FAILING = 10;
    private static final int TRACKED = 1_000;

    /** After so many calls, everything that is bounded is as large as it becomes. */
    private static final int START = 300_000;

    private final ManualClock clock = new ManualClock();
    private final RandomGenerator random;
    private final List<WeakReference<Object>> traces = new ArrayList<>();
    private long made;
    private long right;

    /**
     * What is left.
     *
     * @param right calls that were answered with what their load brought
     * @param held loads and values that something still holds, of those that were tracked
     * @param growth of the heap, in parts of a hundred
     */
    record Left(long right, int tracked, long held, int timers, long stored, double growth) {

        boolean isNothing() {
            return held == 0 && timers == 0 && stored == 0 && growth <= 5;
        }
    }

    DistinctCalls(long seed) {
        random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }

    /** Makes {@code calls} calls, more than {@value START}, from which on the growth is reckoned. */
    Left run(int calls) throws Exception {
        try (Cache cache = Cache.builder()
                .route("", "mem://?size=10000")
                .clock(clock)
                .executor(Runnable::run)
                .build()) {
            int timers = clock.pendingTasks();
            List<CachePlan<String>> plans = Chains.plans(cache, "10s");
            call(plans, START);
            cache.clear().toCompletableFuture().get();
            traces.clear();
            long before = Heap.usedBytes();
            call(plans, calls);
            cache.clear().toCompletableFuture().get();
            int tracked = traces.size();
            long held = Heap.stillHeld(traces);
            traces.clear();
            double growth = 100.0 * (Heap.usedBytes() - before) / before;
            long stored = cache.count().toCompletableFuture().get();
            return new Left(right, tracked, held, clock.pendingTasks() - timers, stored, growth);
        }
    }

    private void call(List<CachePlan<String>> plans, long until) {
        for (; made < until; made++) {
            CachePlan<String> plan = plans.get((int) (made % plans.size()));
            String value = "value " + made;
            CompletableFuture<String> load = random.nextInt(FAILING) == 0
                    ? CompletableFuture.failedFuture(new IllegalStateException(value))
                    : CompletableFuture.completedFuture(value);
            CompletableFuture<String> answer =
                    plan.getAt("k:" + made, () -> load).toCompletableFuture();
            right += isSame(load, answer) ? 1 : 0;
            if (made % TRACKED == 0) {
                traces.add(new WeakReference<>(value));
                traces.add(new WeakReference<>(load));
                clock.advance("1s");
            }
        }
    }

    private static boolean isSame(CompletableFuture<String> load, CompletableFuture<String> answer) {
        return answer.isDone()
                && answer.isCompletedExceptionally() == load.isCompletedExceptionally()
                && (load.isCompletedExceptionally() || load.getNow("").equals(answer.getNow(null)));
    }
}
