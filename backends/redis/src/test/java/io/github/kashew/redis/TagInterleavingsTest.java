package io.github.kashew.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kashew.Cache;
import io.github.kashew.CachePlan;
import io.github.kashew.key.Args;
import io.github.kashew.strategy.Strategies;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Loads and deletions of tags by two caches that share nothing but a server; {@code -Dinterleavings=100000} runs as many
 * calls.
 */
@DisplayName("Two caches of one server")
class TagInterleavingsTest {

    private static final RedisProcess SERVER = RedisProcess.start(RedisProcess.embedded());
    private static final int KEYS = 4;
    private static final int THREADS = 4;
    private static final int ROUNDS = Integer.getInteger("interleavings", 2_400) / THREADS;

    /** What is true of each key, and what of that was true when a deletion of its tag was answered. */
    private final AtomicLongArray source = new AtomicLongArray(KEYS);

    private final AtomicLongArray published = new AtomicLongArray(KEYS);

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @Test
    @DisplayName("never answer what was invalidated before they were asked, however loads and deletions interleave")
    void neverStale() throws Exception {
        long seed = ThreadLocalRandom.current().nextLong();
        try (Cache one = Cache.open(SERVER.url("suppress=false"));
                Cache other = Cache.open(SERVER.url("suppress=false"))) {
            List<Thread> threads = new ArrayList<>();
            List<CompletableFuture<Integer>> stale = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                Cache cache = i % 2 == 0 ? one : other;
                SplittableRandom random = new SplittableRandom(seed + i);
                CompletableFuture<Integer> result = new CompletableFuture<>();
                Thread thread = new Thread(() -> {
                    try {
                        result.complete(run(cache, random));
                    } catch (RuntimeException | Error failure) {
                        result.completeExceptionally(failure);
                    }
                });
                thread.start();
                threads.add(thread);
                stale.add(result);
            }
            for (Thread thread : threads) {
                thread.join();
            }
            assertThat(stale)
                    .as("seed %d", seed)
                    .allSatisfy(found -> assertThat(found).isCompletedWithValue(0));
        }
    }

    /** Answers how many reads were stale. */
    private int run(Cache cache, SplittableRandom random) {
        CachePlan<Long> plain = cache.plan(Long.class)
                .key("plain:{key}")
                .through(Strategies.simple("1h"))
                .tags("all", "key:{key}")
                .build();
        CachePlan<Long> ofValue = cache.plan(Long.class)
                .key("value:{key}")
                .through(Strategies.simple("1h"))
                .tags(value -> List.of("key:" + value % KEYS))
                .build();
        return IntStream.range(0, ROUNDS)
                .map(round -> {
                    int key = random.nextInt(KEYS);
                    long least = published.get(key);
                    return switch (random.nextInt(8)) {
                        case 0 -> change(cache, key, random.nextBoolean() ? "all" : "key:" + key);
                        case 1, 2, 3, 4 -> read(plain, key, random) < least ? 1 : 0;
                        default -> read(ofValue, key, random) < least ? 1 : 0;
                    };
                })
                .sum();
    }

    /** Values of a key are congruent to it, so that they name the tag of their key. */
    private int change(Cache cache, int key, String tag) {
        long truth = source.addAndGet(key, KEYS) + key;
        cache.deleteTags(tag, "key:" + key).toCompletableFuture().join();
        published.accumulateAndGet(key, truth, Math::max);
        return 0;
    }

    private long read(CachePlan<Long> plan, int key, SplittableRandom random) {
        int yields = random.nextInt(3);
        return plan.get(Args.of(key), () -> {
                    long truth = source.get(key) + key;
                    for (int i = 0; i < yields; i++) {
                        Thread.yield();
                    }
                    return CompletableFuture.completedFuture(truth);
                })
                .toCompletableFuture()
                .join();
    }
}
