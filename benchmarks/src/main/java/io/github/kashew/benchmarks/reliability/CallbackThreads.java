package io.github.kashew.benchmarks.reliability;

import static io.github.kashew.strategy.Strategies.simple;

import io.github.kashew.Cache;
import io.github.kashew.CachePlan;
import io.github.kashew.benchmarks.redis.RedisServer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;

/** G-M10: of 100,000 callbacks and loads of users none runs on a thread that reads from the network or keeps time. */
final class CallbackThreads implements Trial {

    private static final int CALLBACKS = 100_000;
    private static final int TOGETHER = 100;

    private final AtomicInteger heard = new AtomicInteger();
    private final AtomicInteger onOurs = new AtomicInteger();

    @Override
    public Verdict run(int scale, long seed) throws Exception {
        int calls = CALLBACKS / scale / 2;
        try (RedisServer server = RedisServer.start();
                Cache cache = Cache.open(server.url("command_timeout=10s"))) {
            CachePlan<String> plan =
                    cache.plan(String.class).key("c:{id}").through(simple("1h")).build();
            for (int done = 0; done < calls; done += TOGETHER) {
                CompletableFuture<?>[] together = new CompletableFuture<?>[TOGETHER];
                for (int i = 0; i < TOGETHER; i++) {
                    CompletionStage<?> answer = plan.get(plan.args(done + i), () -> {
                        hear();
                        return CompletableFuture.completedFuture("loaded");
                    });
                    together[i] = answer.thenRun(this::hear).toCompletableFuture();
                }
                CompletableFuture.allOf(together).join();
            }
        }
        return Verdict.of(
                onOurs.get() == 0 && heard.get() == 2 * calls, "callbacks", heard, "onThreadsOfTheBackend", onOurs);
    }

    private void hear() {
        heard.incrementAndGet();
        String thread = Thread.currentThread().getName();
        if (thread.startsWith("kashew-redis") || thread.startsWith("lettuce")) {
            onOurs.incrementAndGet();
        }
    }
}
