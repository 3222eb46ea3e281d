package io.github.kashew.benchmarks.reliability;

import io.github.kashew.Cache;
import io.github.kashew.benchmarks.redis.RedisServer;
import java.util.concurrent.TimeUnit;

/** G-R2: of 10,000 increments the reply to each hundredth is cut off; none is carried out twice, and each unknown one is told. */
final class CutReplies implements Trial {

    private static final int CALLS = 10_000;
    private static final int EACH = 100;

    @Override
    public Verdict run(int scale, long seed) throws Exception {
        int calls = CALLS / scale;
        long acknowledged = 0;
        long unknown = 0;
        long executed;
        try (RedisServer server = RedisServer.start();
                Wire wire = new Wire(server.port());
                Cache cache = Cache.open(RedisServer.url(wire.port(), "command_timeout=10s"))) {
            untilConnected(cache);
            for (int i = 1; i <= calls; i++) {
                if (i % EACH == 0) {
                    wire.cutReply();
                }
                boolean told = cache.increment("n")
                        .handle((value, failure) -> failure == null)
                        .toCompletableFuture()
                        .join();
                if (told) {
                    acknowledged++;
                } else {
                    unknown++;
                    untilConnected(cache);
                }
            }
            executed = Long.parseLong(server.orders().get("kashew:n"));
        }
        return Verdict.of(
                executed == acknowledged + unknown && unknown == calls / EACH,
                "calls",
                calls,
                "executed",
                executed,
                "acknowledged",
                acknowledged,
                "unknown",
                unknown,
                "overCount",
                Math.max(0, executed - acknowledged - unknown));
    }

    private static void untilConnected(Cache cache) throws InterruptedException {
        while (cache.ping()
                .handle((done, failure) -> failure != null)
                .toCompletableFuture()
                .join()) {
            TimeUnit.MILLISECONDS.sleep(1);
        }
    }
}
