package io.github.kashew.benchmarks.reliability;

import io.github.kashew.Cache;
import io.github.kashew.benchmarks.redis.RedisServer;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.api.async.RedisAsyncCommands;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * G-R9: of a million mixed calls, whose codec fails now and then, of which some are cancelled and some time out because the
 * server pauses, none is answered what belongs to another key; and each of 10,000 records that were put in the place of
 * another one, which is what a reply to another command looks like, is found out.
 */
final class SwappedReplies implements Trial {

    private static final int CALLS = 1_000_000;
    private static final int SWAPPED = 10_000;
    private static final int TOGETHER = 100;
    private static final int KEYS = 500;
    private static final int TIMEOUT_MILLIS = 100;
    private static final int PAUSE_MILLIS = 150;
    private static final int BETWEEN_PAUSES_MILLIS = 2_000;

    private final AtomicInteger answered = new AtomicInteger();
    private final AtomicInteger foreign = new AtomicInteger();
    private final AtomicInteger failed = new AtomicInteger();
    private final AtomicInteger cancelled = new AtomicInteger();
    private volatile boolean over;

    @Override
    public Verdict run(int scale, long seed) throws Exception {
        int calls = CALLS / scale;
        int swapped = SWAPPED / scale;
        int found;
        try (QuietLog quiet = new QuietLog();
                RedisServer server = RedisServer.start()) {
            mix(server, calls, new Random(seed));
            server.flush();
            found = foundOut(server, swapped);
        }
        return Verdict.of(
                foreign.get() == 0 && answered.get() > calls / 4 && failed.get() > 0 && found == swapped,
                "calls",
                calls,
                "values",
                answered,
                "failed",
                failed,
                "cancelled",
                cancelled,
                "ofAnotherKey",
                foreign,
                "swapped",
                swapped,
                "foundOut",
                found);
    }

    private void mix(RedisServer server, int calls, Random random) throws InterruptedException {
        String url = server.url("command_timeout=" + TIMEOUT_MILLIS + "ms");
        Thread pausing = new Thread(() -> pause(server), "pausing");
        try (Cache cache = Cache.builder()
                .route("", url, route -> route.codec(Fragile.class, new Fragile.BreakingCodec()))
                .build()) {
            cache.ping().toCompletableFuture().join();
            pausing.start();
            for (int done = 0; done < calls; done += TOGETHER) {
                CompletableFuture<?>[] together = new CompletableFuture<?>[TOGETHER];
                for (int i = 0; i < TOGETHER; i++) {
                    CompletableFuture<?> call = call(cache, random).toCompletableFuture();
                    if (random.nextInt(100) == 0) {
                        cancelled.addAndGet(call.cancel(true) ? 1 : 0);
                    }
                    together[i] = call.handle((value, failure) -> failed.addAndGet(failure == null ? 0 : 1));
                }
                CompletableFuture.allOf(together).join();
            }
            over = true;
            pausing.join();
        }
    }

    private CompletionStage<?> call(Cache cache, Random random) {
        String key = "k" + random.nextInt(KEYS);
        return switch (random.nextInt(10)) {
            case 0, 1 -> cache.set(key, new Fragile(key + "|" + random.nextInt()));
            case 2 -> cache.delete(key);
            case 3 -> cache.increment("n" + key);
            case 4 -> {
                List<String> keys = IntStream.range(0, 5)
                        .mapToObj(i -> "k" + random.nextInt(KEYS))
                        .distinct()
                        .toList();
                yield cache.getMany(keys, Fragile.class).thenAccept(values -> values.forEach(this::look));
            }
            default ->
                cache.get(key, Fragile.class).thenAccept(value -> {
                    if (value != null) {
                        look(key, value);
                    }
                });
        };
    }

    private void look(String key, Fragile value) {
        answered.incrementAndGet();
        foreign.addAndGet(value.text().startsWith(key + "|") ? 0 : 1);
    }

    private void pause(RedisServer server) {
        while (!over) {
            server.orders().clientPause(PAUSE_MILLIS);
            try {
                TimeUnit.MILLISECONDS.sleep(BETWEEN_PAUSES_MILLIS);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private static int foundOut(RedisServer server, int count) {
        int found = 0;
        try (Cache cache = Cache.open(server.url("command_timeout=10s"))) {
            for (int first = 0; first < count; first += TOGETHER) {
                List<String> keys = IntStream.range(first, first + TOGETHER)
                        .mapToObj(i -> "k" + i)
                        .toList();
                for (String key : keys) {
                    cache.set(key, "value of " + key).toCompletableFuture().join();
                }
                rotate(server, keys);
                Map<String, String> read =
                        cache.getMany(keys, String.class).toCompletableFuture().join();
                found += TOGETHER - read.size();
            }
        }
        return found;
    }

    /** Moves the record of each key to the next one, and that of the last to the first. */
    private static void rotate(RedisServer server, List<String> keys) {
        RedisAsyncCommands<String, String> commands = server.ordersInARow();
        List<RedisFuture<?>> moved = new ArrayList<>();
        String free = "free";
        for (int i = keys.size() - 1; i >= 0; i--) {
            moved.add(commands.rename("kashew:" + keys.get(i), free));
            free = "kashew:" + keys.get(i);
        }
        moved.add(commands.rename("free", free));
        moved.forEach(move -> move.toCompletableFuture().join());
    }
}
