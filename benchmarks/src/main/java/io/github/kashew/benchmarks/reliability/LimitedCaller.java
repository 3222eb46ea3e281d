package io.github.kashew.benchmarks.reliability;

import io.github.kashew.Cache;
import io.github.kashew.benchmarks.redis.RedisServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A process that asks a sliding limiter as often as it can, and tells what was granted, and when. */
final class LimitedCaller {

    private static final int THREADS = 4;

    private LimitedCaller() {}

    /** Arguments: port, by how many minutes its clock is wrong, limit, window and duration in milliseconds. */
    public static void main(String[] args) throws InterruptedException {
        Duration wrong = Duration.ofMinutes(Long.parseLong(args[1]));
        long limit = Long.parseLong(args[2]);
        Duration window = Duration.ofMillis(Long.parseLong(args[3]));
        long nanos = Duration.ofMillis(Long.parseLong(args[4])).toNanos();
        List<String> granted = Collections.synchronizedList(new ArrayList<>());
        try (Cache cache = Cache.builder()
                .route("", RedisServer.url(Integer.parseInt(args[0]), "command_timeout=10s"))
                .clock(new ShiftedClock(wrong))
                .build()) {
            cache.ping().toCompletableFuture().join();
            System.out.println("ready");
            long end = System.nanoTime() + nanos;
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                Thread thread = new Thread(() -> {
                    for (long before = System.nanoTime(); before < end; before = System.nanoTime()) {
                        long count = cache.slidingCount("limited", window, limit)
                                .toCompletableFuture()
                                .join();
                        if (count <= limit) {
                            granted.add(before + " " + System.nanoTime());
                        }
                        pause();
                    }
                });
                thread.start();
                threads.add(thread);
            }
            for (Thread thread : threads) {
                thread.join();
            }
        }
        granted.forEach(System.out::println);
        System.out.println("end");
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(2);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
