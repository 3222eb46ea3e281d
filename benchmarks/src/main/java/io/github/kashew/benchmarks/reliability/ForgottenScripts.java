package io.github.kashew.benchmarks.reliability;

import io.github.kashew.Cache;
import io.github.kashew.benchmarks.redis.RedisServer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** G-R8: 100,000 calls of scripts go on while the server forgets all of them every 10 ms. */
final class ForgottenScripts implements Trial {

    private static final int CALLS = 100_000;
    private static final int TOGETHER = 50;

    private volatile boolean over;

    @Override
    public Verdict run(int scale, long seed) throws Exception {
        int calls = CALLS / scale;
        AtomicInteger failed = new AtomicInteger();
        AtomicInteger forgotten = new AtomicInteger();
        long counted;
        try (RedisServer server = RedisServer.start();
                Cache cache = Cache.open(server.url("command_timeout=10s"))) {
            Thread forgetting = new Thread(() -> forget(server, forgotten), "forgetting");
            forgetting.start();
            for (int done = 0; done < calls; done += TOGETHER) {
                CompletableFuture<?>[] together = new CompletableFuture<?>[TOGETHER];
                for (int i = 0; i < TOGETHER; i++) {
                    together[i] = cache.increment("n")
                            .whenComplete((value, failure) -> failed.addAndGet(failure == null ? 0 : 1))
                            .handle((value, failure) -> value)
                            .toCompletableFuture();
                }
                CompletableFuture.allOf(together).join();
            }
            over = true;
            forgetting.join();
            counted = Long.parseLong(server.orders().get("kashew:n"));
        }
        return Verdict.of(
                failed.get() == 0 && counted == calls && forgotten.get() > 0,
                "calls",
                calls,
                "counted",
                counted,
                "forgotten",
                forgotten,
                "failed",
                failed);
    }

    private void forget(RedisServer server, AtomicInteger forgotten) {
        while (!over) {
            server.orders().scriptFlush();
            forgotten.incrementAndGet();
            try {
                TimeUnit.MILLISECONDS.sleep(10);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
