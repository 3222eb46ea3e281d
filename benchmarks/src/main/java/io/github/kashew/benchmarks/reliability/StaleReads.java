package io.github.kashew.benchmarks.reliability;

import io.github.kashew.Cache;
import io.github.kashew.benchmarks.redis.RedisServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/**
 * G-R4: what is read near is no older than 50 ms after a closed socket and 1.3 s after a half-open connection, over 1,000
 * losses; of a million reads and changes by two processes on 100 keys nothing stale survives, and nothing survives a flush.
 */
final class StaleReads implements Trial {

    private static final int LOSSES = 1_000;
    private static final int CLIENTS = 4;
    private static final int CALLS = 1_000_000;
    private static final int ROUNDS = 20;
    private static final int TOGETHER = 50;
    private static final int KEYS = 100;
    private static final int FLUSHES = 100;
    private static final Duration CLOSED = Duration.ofMillis(50);
    private static final Duration HALF_OPEN = Duration.ofMillis(1_300);

    @Override
    public Verdict run(int scale, long seed) throws Exception {
        try (RedisServer server = RedisServer.start()) {
            int survivors = survivorsOfRaces(server, CALLS / scale, seed);
            int flushed = survivorsOfFlushes(server);
            List<Loss> losses = losses(server, LOSSES / scale / CLIENTS);
            long afterClosed = oldest(losses.stream().filter(loss -> loss.kind() != Loss.Kind.HALF_OPEN));
            long afterHalfOpen = oldest(losses.stream().filter(loss -> loss.kind() == Loss.Kind.HALF_OPEN));
            return Verdict.of(
                    survivors == 0
                            && flushed == 0
                            && afterClosed <= CLOSED.toNanos()
                            && afterHalfOpen <= HALF_OPEN.toNanos(),
                    "calls",
                    CALLS / scale,
                    "survivors",
                    survivors,
                    "flushes",
                    FLUSHES,
                    "leftByFlushes",
                    flushed,
                    "losses",
                    losses.size(),
                    "oldestAfterClosedMs",
                    afterClosed / 1_000_000,
                    "oldestAfterHalfOpenMs",
                    afterHalfOpen / 1_000_000);
        }
    }

    private static long oldest(Stream<Loss> losses) {
        return losses.mapToLong(Loss::oldestNanos).max().orElse(0);
    }

    private static Cache near(RedisServer server) {
        return Cache.open(RedisServer.url(server.port(), "near=1000&command_timeout=10s"));
    }

    private static int survivorsOfRaces(RedisServer server, int calls, long seed) {
        int survivors = 0;
        try (Cache first = near(server);
                Cache second = near(server);
                Cache plain = Cache.open(RedisServer.url(server.port(), "command_timeout=10s"))) {
            List<Cache> racing = List.of(first, second);
            for (int round = 0; round < ROUNDS; round++) {
                List<CompletableFuture<Void>> races = new ArrayList<>();
                for (Cache cache : racing) {
                    Random random = new Random(seed + 31L * round + races.size());
                    races.add(CompletableFuture.runAsync(() -> race(cache, calls / ROUNDS / 2, random)));
                }
                races.forEach(CompletableFuture::join);
                // what was announced before these answers has been heard
                racing.forEach(cache -> cache.ping().toCompletableFuture().join());
                for (int k = 0; k < KEYS; k++) {
                    String truth = read(plain, key(k));
                    for (Cache cache : racing) {
                        survivors += Objects.equals(truth, read(cache, key(k))) ? 0 : 1;
                    }
                }
            }
        }
        return survivors;
    }

    private static void race(Cache cache, int calls, Random random) {
        for (int done = 0; done < calls; done += TOGETHER) {
            CompletableFuture<?>[] together = new CompletableFuture<?>[TOGETHER];
            for (int i = 0; i < TOGETHER; i++) {
                String key = key(random.nextInt(KEYS));
                together[i] = (switch (random.nextInt(8)) {
                            case 0 -> cache.set(key, "value " + random.nextInt());
                            case 1 -> cache.delete(key);
                            default -> cache.get(key, String.class);
                        })
                        .toCompletableFuture();
            }
            CompletableFuture.allOf(together).join();
        }
    }

    private static int survivorsOfFlushes(RedisServer server) {
        int survivors = 0;
        try (Cache near = near(server)) {
            for (int i = 0; i < FLUSHES; i++) {
                for (int k = 0; k < KEYS; k++) {
                    near.set(key(k), "value").toCompletableFuture().join();
                    read(near, key(k));
                }
                server.flush();
                near.ping().toCompletableFuture().join();
                for (int k = 0; k < KEYS; k++) {
                    survivors += read(near, key(k)) == null ? 0 : 1;
                }
            }
        }
        return survivors;
    }

    private static String key(int number) {
        return "k" + number;
    }

    private static String read(Cache cache, String key) {
        return cache.get(key, String.class).toCompletableFuture().join();
    }

    private static List<Loss> losses(RedisServer server, int each) throws Exception {
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        try {
            List<Future<List<Loss>>> running = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                String name = "client" + i;
                running.add(clients.submit(() -> {
                    try (LosingClient client = new LosingClient(server, name)) {
                        return client.lose(each);
                    }
                }));
            }
            List<Loss> all = new ArrayList<>();
            for (Future<List<Loss>> one : running) {
                all.addAll(one.get());
            }
            return all;
        } finally {
            clients.shutdownNow();
        }
    }
}
