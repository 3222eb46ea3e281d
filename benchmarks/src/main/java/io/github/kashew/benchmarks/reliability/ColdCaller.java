package io.github.kashew.benchmarks.reliability;

import static io.github.kashew.strategy.Strategies.simple;

import io.github.kashew.Cache;
import io.github.kashew.CachePlan;
import io.github.kashew.benchmarks.redis.RedisServer;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** A process whose callers all ask for one cold key as soon as it is told to begin. */
final class ColdCaller {

    private ColdCaller() {}

    /** Arguments: port, callers. */
    public static void main(String[] args) throws IOException {
        int callers = Integer.parseInt(args[1]);
        try (Cache cache = Cache.open(RedisServer.url(Integer.parseInt(args[0]), "command_timeout=30s"))) {
            CachePlan<String> plan = cache.plan(String.class)
                    .key("cold:{id}")
                    .through(simple("1h").withLease())
                    .build();
            cache.ping().toCompletableFuture().join();
            System.out.println("ready");
            if (System.in.read() < 0) {
                return;
            }
            Executor later = CompletableFuture.delayedExecutor(500, TimeUnit.MILLISECONDS);
            CompletableFuture<?>[] answers = new CompletableFuture<?>[callers];
            for (int i = 0; i < callers; i++) {
                answers[i] = plan.get(
                                plan.args("one"),
                                () -> cache.increment("loads")
                                        .thenCompose(number -> CompletableFuture.supplyAsync(() -> "value", later)))
                        .toCompletableFuture();
            }
            int answered = 0;
            for (CompletableFuture<?> answer : answers) {
                answered += "value".equals(answer.join()) ? 1 : 0;
            }
            System.out.println(answered);
        }
    }
}
