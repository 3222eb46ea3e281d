package io.github.kashew.strategy;

import static io.github.kashew.CommandKind.GET;
import static io.github.kashew.CommandKind.INCREMENT;
import static io.github.kashew.strategy.Strategies.hit;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kashew.Cache;
import io.github.kashew.CachePlan;
import io.github.kashew.Command;
import io.github.kashew.CommandKind;
import io.github.kashew.Middleware;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("hits are counted exactly")
class HitCountsTest {

    /** Middleware that lets commands wait until they are let pass, as a store at a distance does. */
    private static final class Distance implements Middleware {
        private final List<CommandKind> sent = new ArrayList<>();
        private CompletableFuture<Void> reply = new CompletableFuture<>();

        @Override
        public <R> CompletionStage<R> handle(Command<R> command, Next next) {
            sent.add(command.kind());
            return reply.thenCompose(ready -> next.proceed(command));
        }

        /** Lets what was sent reach the store, until nothing more is sent; answers what was sent flush by flush. */
        List<List<CommandKind>> flushes() {
            List<List<CommandKind>> flushes = new ArrayList<>();
            while (!sent.isEmpty()) {
                flushes.add(List.copyOf(sent));
                sent.clear();
                CompletableFuture<Void> now = reply;
                reply = new CompletableFuture<>();
                now.complete(null);
            }
            return flushes;
        }
    }

    private static CompletableFuture<String> call(CachePlan<String> plan, String value) {
        return plan.get(plan.args(1), () -> CompletableFuture.completedFuture(value))
                .toCompletableFuture();
    }

    @Test
    @DisplayName("with a store at a distance, look-up and count go out together once the entry is known")
    void oneFlush() {
        Distance distance = new Distance();
        try (Cache cache = Cache.builder()
                .route("", "mem://?check_interval=0")
                .middleware(distance)
                .build()) {
            CachePlan<String> plan =
                    cache.plan(String.class).key("k:{id}").through(hit("1h", 3)).build();
            call(plan, "v1");
            distance.flushes();
            call(plan, "v2");
            assertThat(distance.flushes()).containsExactly(List.of(GET), List.of(INCREMENT));
            for (int hit = 2; hit <= 3; hit++) {
                CompletableFuture<String> answer = call(plan, "v2");
                assertThat(distance.flushes()).containsExactly(List.of(GET, INCREMENT));
                assertThat(answer).isCompletedWithValue("v1");
            }
            CompletableFuture<String> spent = call(plan, "v2");
            distance.flushes();
            assertThat(spent).isCompletedWithValue("v2");
            CompletableFuture<String> wrongGuess = call(plan, "v3");
            assertThat(distance.flushes()).containsExactly(List.of(GET, INCREMENT), List.of(INCREMENT));
            assertThat(wrongGuess).isCompletedWithValue("v2");
            cache.delete("k:1");
            distance.flushes();
            CompletableFuture<String> absent = call(plan, "v3");
            distance.flushes();
            assertThat(absent).isCompletedWithValue("v3");
        }
    }

    @Test
    @DisplayName("by many threads, of one key: no entry is answered more often than it may")
    void concurrent() throws Exception {
        int threads = 8;
        int calls = 5_000;
        AtomicInteger loads = new AtomicInteger();
        Map<Integer, AtomicInteger> begun = new ConcurrentHashMap<>();
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        AtomicInteger served = new AtomicInteger();
        try (Cache cache = Cache.open("mem://")) {
            CachePlan<Integer> plan = cache.plan(Integer.class)
                    .key("k:{id}")
                    .through(hit("1h", 3))
                    .singleFlight(false)
                    .build();
            CountDownLatch start = new CountDownLatch(1);
            List<Future<?>> done = new ArrayList<>();
            for (int t = 0; t < threads; t++) {
                done.add(pool.submit(() -> {
                    start.await();
                    for (int i = 0; i < calls; i++) {
                        boolean[] mine = new boolean[1];
                        int answer = plan.get(plan.args(1), () -> {
                                    mine[0] = true;
                                    return CompletableFuture.completedFuture(loads.incrementAndGet());
                                })
                                .toCompletableFuture()
                                .get(1, TimeUnit.MINUTES);
                        if (!mine[0]) {
                            served.incrementAndGet();
                            begun.computeIfAbsent(answer, value -> new AtomicInteger())
                                    .incrementAndGet();
                        }
                    }
                    return null;
                }));
            }
            start.countDown();
            for (Future<?> each : done) {
                each.get(1, TimeUnit.MINUTES);
            }
            assertThat(begun.values()).allSatisfy(hits -> assertThat(hits).hasValueLessThanOrEqualTo(3));
            assertThat(served.get() + loads.get()).isEqualTo(threads * calls);
        } finally {
            pool.shutdownNow();
        }
    }
}
