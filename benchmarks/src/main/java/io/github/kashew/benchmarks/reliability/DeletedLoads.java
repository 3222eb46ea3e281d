package io.github.kashew.benchmarks.reliability;

import static io.github.kashew.strategy.Strategies.simple;

import io.github.kashew.Cache;
import io.github.kashew.CachePlan;
import io.github.kashew.benchmarks.redis.RedisServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/**
 * A hundred thousand times another process deletes a key while it is being loaded, half of them for the first time and half
 * anew over what is there; none of the values that were loaded before the deletion is stored.
 */
final class DeletedLoads implements Trial {

    private static final int LOADS = 100_000;
    private static final int TOGETHER = 100;

    @Override
    public Verdict run(int scale, long seed) throws Exception {
        int loads = LOADS / scale;
        int stored = 0;
        int answered = 0;
        try (RedisServer server = RedisServer.start();
                Cache loading = Cache.open(server.url("command_timeout=10s"));
                Cache deleting = Cache.open(server.url("command_timeout=10s"))) {
            CachePlan<String> plan = loading.plan(String.class)
                    .key("l:{id}")
                    .through(simple("1h"))
                    .build();
            for (int first = 0; first < loads; first += TOGETHER) {
                int begin = first;
                List<String> ids = IntStream.range(0, TOGETHER)
                        .mapToObj(i -> Integer.toString(begin + i))
                        .toList();
                answered += deletedWhileLoading(plan, deleting, ids);
                Map<String, String> left = deleting.getMany(
                                ids.stream().map(id -> "l:" + id).toList(), String.class)
                        .toCompletableFuture()
                        .join();
                stored += left.size();
            }
        }
        return Verdict.of(
                stored == 0 && answered == loads, "loads", loads, "answered", answered, "oldValuesStored", stored);
    }

    /** Returns how many loads answered. */
    private static int deletedWhileLoading(CachePlan<String> plan, Cache deleting, List<String> ids) {
        List<CompletableFuture<Void>> begun = new ArrayList<>();
        List<CompletableFuture<String>> sources = new ArrayList<>();
        List<CompletableFuture<String>> answers = new ArrayList<>();
        for (int i = 0; i < ids.size(); i++) {
            String id = ids.get(i);
            boolean warm = i % 2 == 0;
            if (warm) {
                plan.get(plan.args(id), () -> CompletableFuture.completedFuture("older"))
                        .toCompletableFuture()
                        .join();
            }
            CompletableFuture<Void> started = new CompletableFuture<>();
            CompletableFuture<String> source = new CompletableFuture<>();
            begun.add(started);
            sources.add(source);
            answers.add((warm
                            ? plan.refresh(plan.args(id), () -> begin(started, source))
                            : plan.get(plan.args(id), () -> begin(started, source)))
                    .toCompletableFuture());
        }
        CompletableFuture.allOf(begun.toArray(CompletableFuture[]::new)).join();
        deleting.deleteMany(ids.stream().map(id -> "l:" + id).toList())
                .toCompletableFuture()
                .join();
        sources.forEach(source -> source.complete("old"));
        return (int) answers.stream()
                .map(CompletableFuture::join)
                .filter("old"::equals)
                .count();
    }

    private static CompletableFuture<String> begin(CompletableFuture<Void> started, CompletableFuture<String> source) {
        started.complete(null);
        return source;
    }
}
