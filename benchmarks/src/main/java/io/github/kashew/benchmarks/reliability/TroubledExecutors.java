package io.github.kashew.benchmarks.reliability;

import io.github.kashew.Cache;
import io.github.kashew.CachePlan;
import io.github.kashew.ManualClock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * G-M9: with an executor whose threads are taken, that rejects, that runs inline or that has one thread, and every strategy,
 * no call is pending a second (of virtual time) after it was made, though half of the loads hang.
 */
final class TroubledExecutors implements Trial {

    private static final int CALLS = 1_000;

    /** How long the threads of this machine may take to do what is due. */
    private static final int PATIENCE_SECONDS = 30;

    private int calls;
    private int pending;

    @Override
    public Verdict run(int scale, long seed) throws Exception {
        calls = 0;
        pending = 0;
        CountDownLatch end = new CountDownLatch(1);
        ExecutorService taken = Executors.newSingleThreadExecutor();
        ExecutorService one = Executors.newSingleThreadExecutor();
        Map<String, Executor> executors = new LinkedHashMap<>();
        executors.put("saturated", taken);
        executors.put("rejecting", task -> {
            throw new RejectedExecutionException("full");
        });
        executors.put("inline", Runnable::run);
        executors.put("oneThread", one);
        int cells = 0;
        try {
            taken.submit(() -> {
                end.await();
                return true;
            });
            for (Executor executor : executors.values()) {
                cells += run(executor, CALLS / scale);
            }
        } finally {
            end.countDown();
            taken.shutdown();
            one.shutdown();
        }
        return Verdict.of(
                pending == 0 && cells > 0 && calls == 2 * cells * (CALLS / scale),
                "cells",
                cells,
                "calls",
                calls,
                "pending",
                pending);
    }

    private int run(Executor executor, int callsOfACell) throws Exception {
        ManualClock clock = new ManualClock();
        try (Cache cache = Cache.builder()
                .route("", "mem://?check_interval=0")
                .clock(clock)
                .executor(executor)
                .build()) {
            List<CachePlan<String>> plans = Chains.plans(cache, "500ms");
            for (int cell = 0; cell < plans.size(); cell++) {
                makeCalls(plans.get(cell), cell + ":", callsOfACell, clock);
                clock.advance("6m"); // now what was stored is stale where that means something
                makeCalls(plans.get(cell), cell + ":", callsOfACell, clock);
            }
            return plans.size();
        }
    }

    /** Two callers for each key; the loads of every other key hang. */
    private void makeCalls(CachePlan<String> plan, String prefix, int count, ManualClock clock)
            throws InterruptedException, ExecutionException {
        List<CompletableFuture<String>> answers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String key = prefix + i / 2;
            boolean hangs = i / 2 % 2 == 0;
            answers.add((hangs
                            ? plan.get(plan.args(key), CompletableFuture::new)
                            : plan.load(plan.args(key), () -> "loaded"))
                    .toCompletableFuture());
            calls++;
        }
        clock.advance("1s");
        CompletableFuture<Void> all = CompletableFuture.allOf(answers.stream()
                .map(answer -> answer.handle((value, failure) -> true))
                .toArray(CompletableFuture[]::new));
        try {
            all.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException late) {
            pending += (int) answers.stream().filter(answer -> !answer.isDone()).count();
        }
    }
}
