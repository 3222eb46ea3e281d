package io.github.kashew.benchmarks.reliability;

import static io.github.kashew.strategy.Strategies.simple;

import io.github.kashew.Cache;
import io.github.kashew.CachePlan;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * G-M3: of 16 callers who share a load, some leave while it ends on another thread; the others get its value. If all leave,
 * the load is cancelled and its slot free when the last one has left. As futures here, and as coroutines.
 */
final class LeavingCallers implements Trial {

    static final int CALLERS = 16;
    private static final int ROUNDS = 10_000;

    private int answered;
    private int wrong;
    private int stopped;
    private int notStopped;

    @Override
    public Verdict run(int scale, long seed) throws Exception {
        int rounds = ROUNDS / scale;
        answered = 0;
        wrong = 0;
        stopped = 0;
        notStopped = 0;
        Random random = new Random(seed);
        ExecutorService loading = Executors.newSingleThreadExecutor();
        try (Cache cache = Cache.open("mem://")) {
            CachePlan<String> plan =
                    cache.plan(String.class).through(simple("1h")).build();
            for (int i = 0; i < rounds; i++) {
                round(plan, "round:" + i, random, loading);
            }
        } finally {
            loading.shutdownNow();
        }
        LeavingCoroutines coroutines = new LeavingCoroutines(rounds, new Random(seed));
        coroutines.run();
        boolean all = answered + wrong > 0 && stopped + notStopped > 0 && coroutines.isComplete();
        return Verdict.of(
                all && wrong == 0 && notStopped == 0 && coroutines.isMet(),
                "rounds",
                2 * rounds,
                "answered",
                answered + coroutines.getAnswered(),
                "wrong",
                wrong + coroutines.getWrong(),
                "stopped",
                stopped + coroutines.getStopped(),
                "notStopped",
                notStopped + coroutines.getNotStopped());
    }

    private void round(CachePlan<String> plan, String key, Random random, ExecutorService loading) throws Exception {
        CompletableFuture<String> load = new CompletableFuture<>();
        List<CompletableFuture<String>> callers = new ArrayList<>();
        for (int i = 0; i < CALLERS; i++) {
            callers.add(plan.getAt(key, () -> load).toCompletableFuture());
        }
        Collections.shuffle(callers, random);
        int leaving = 1 + random.nextInt(CALLERS);
        if (leaving == CALLERS) {
            callers.forEach(caller -> caller.cancel(true));
            boolean free = plan.getAt(key, () -> CompletableFuture.completedFuture("again"))
                    .toCompletableFuture()
                    .getNow("")
                    .equals("again");
            stopped += load.isCancelled() && free ? 1 : 0;
            notStopped += load.isCancelled() && free ? 0 : 1;
            return;
        }
        CyclicBarrier together = new CyclicBarrier(2);
        Future<?> ending = loading.submit(() -> {
            together.await();
            return load.complete(key);
        });
        together.await();
        callers.subList(0, leaving).forEach(caller -> caller.cancel(true));
        ending.get();
        for (CompletableFuture<String> stays : callers.subList(leaving, CALLERS)) {
            boolean right = key.equals(stays.get(10, TimeUnit.SECONDS));
            answered += right ? 1 : 0;
            wrong += right ? 0 : 1;
        }
    }
}
