package io.github.kashew.benchmarks.reliability;

import static io.github.kashew.strategy.Strategies.simple;

import io.github.kashew.Cache;
import io.github.kashew.CachePlan;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;

/** G-M1: 100,000 concurrent callers on one cold key are answered by one load, within 64 MB. */
final class OneLoad implements Trial {

    private static final int CALLERS = 100_000;
    private static final int THREADS = 8;
    private static final long MOST_MEGABYTES = 64;

    @Override
    public Verdict run(int scale, long seed) throws Exception {
        int callers = CALLERS / scale;
        try (Cache cache = Cache.open("mem://")) {
            CachePlan<String> plan = cache.plan(String.class)
                    .key("cold:{id}")
                    .through(simple("1h"))
                    .build();
            AtomicInteger loads = new AtomicInteger();
            CompletableFuture<String> loaded = new CompletableFuture<>();
            AtomicReferenceArray<CompletionStage<String>> answers = new AtomicReferenceArray<>(callers);
            long before = Heap.usedBytes();

            callFromManyThreads(
                    callers,
                    index -> answers.set(index, plan.get(plan.args(seed), () -> {
                        loads.incrementAndGet();
                        return loaded;
                    })));
            long megabytes = (Heap.usedBytes() - before) >> 20;
            loaded.complete("value");

            int answered = 0;
            for (int i = 0; i < callers; i++) {
                if ("value".equals(answers.get(i).toCompletableFuture().getNow(null))) {
                    answered++;
                }
            }
            return Verdict.of(
                    loads.get() == 1 && answered == callers && megabytes <= MOST_MEGABYTES,
                    "callers",
                    callers,
                    "loads",
                    loads,
                    "answered",
                    answered,
                    "heapMB",
                    megabytes);
        }
    }

    private interface Caller {
        void call(int index);
    }

    private static void callFromManyThreads(int callers, Caller caller) throws InterruptedException {
        AtomicInteger next = new AtomicInteger();
        CountDownLatch start = new CountDownLatch(1);
        Thread[] threads = new Thread[THREADS];
        for (int i = 0; i < THREADS; i++) {
            threads[i] = new Thread(() -> {
                try {
                    start.await();
                } catch (InterruptedException interrupted) {
                    Thread.currentThread().interrupt();
                    return;
                }
                for (int index = next.getAndIncrement(); index < callers; index = next.getAndIncrement()) {
                    caller.call(index);
                }
            });
            threads[i].start();
        }
        start.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
    }
}
