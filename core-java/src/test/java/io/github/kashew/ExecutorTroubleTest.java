package io.github.kashew;

import static io.github.kashew.strategy.Strategies.simple;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kashew.error.LoadTimeoutException;
import io.github.kashew.key.Args;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("C16 F44: no call stays pending with an executor that")
class ExecutorTroubleTest {

    private final ManualClock clock = new ManualClock();
    private final Args id = Args.of(1);

    private Cache cache(Executor executor) {
        return Cache.builder()
                .route("", "mem://?check_interval=0")
                .clock(clock)
                .executor(executor)
                .build();
    }

    private static CachePlan<String> plan(Cache cache) {
        return cache.plan(String.class)
                .key("k:{id}")
                .through(simple("1h"))
                .loadTimeout("1s")
                .build();
    }

    static Stream<Arguments> executors() {
        ExecutorService shutDown = Executors.newSingleThreadExecutor();
        shutDown.shutdown();
        Executor rejecting = task -> {
            throw new RejectedExecutionException("full");
        };
        Executor discarding = task -> {};
        Executor inline = Runnable::run;
        return Stream.of(
                Arguments.of("rejects", rejecting),
                Arguments.of("discards", discarding),
                Arguments.of("is shut down", shutDown),
                Arguments.of("runs inline", inline));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("executors")
    @DisplayName("when a load hangs")
    void hungLoad(String trouble, Executor executor) throws Exception {
        try (Cache cache = cache(executor)) {
            CompletableFuture<String> call = plan(cache).get(id, new Gate<>()).toCompletableFuture();
            clock.advance("1s");
            clock.advance("100ms");
            assertThatThrownBy(() -> call.get(5, TimeUnit.SECONDS)).hasCauseInstanceOf(LoadTimeoutException.class);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("executors")
    @DisplayName("when a lease is waited for")
    void lease(String trouble, Executor executor) throws Exception {
        try (Cache cache = cache(executor)) {
            Lease held = Outcomes.value(cache.lease("l", Ttl.of("1h"), Duration.ZERO));
            CompletableFuture<Lease> waits =
                    cache.lease("l", Ttl.of("1h"), Duration.ofHours(2)).toCompletableFuture();
            assertThat(Outcomes.value(held.release())).isTrue();
            clock.advance("1s");
            clock.advance("1s");
            assertThat(waits.get(5, TimeUnit.SECONDS).isValid()).isTrue();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("executors")
    @DisplayName("when a loader blocks")
    void blockingLoader(String trouble, Executor executor) throws Exception {
        try (Cache cache = cache(executor)) {
            CompletableFuture<String> call = plan(cache).load(id, () -> "a").toCompletableFuture();
            switch (trouble) {
                case "runs inline" -> assertThat(Outcomes.value(call)).isEqualTo("a");
                case "discards" -> {
                    clock.advance("1s");
                    clock.advance("100ms");
                    assertThatThrownBy(() -> call.get(5, TimeUnit.SECONDS))
                            .hasCauseInstanceOf(LoadTimeoutException.class);
                }
                default -> assertThat(Outcomes.failure(call)).isInstanceOf(RejectedExecutionException.class);
            }
        }
    }

    @Test
    @DisplayName("has one thread, and that hangs in a load")
    void oneThread() throws Exception {
        ExecutorService single = Executors.newSingleThreadExecutor();
        CountDownLatch never = new CountDownLatch(1);
        try (Cache cache = cache(single)) {
            CountDownLatch hanging = new CountDownLatch(1);
            CompletableFuture<String> call = plan(cache)
                    .load(id, () -> {
                        hanging.countDown();
                        never.await();
                        return "late";
                    })
                    .toCompletableFuture();
            assertThat(hanging.await(5, TimeUnit.SECONDS)).isTrue();
            clock.advance("1s");
            clock.advance("100ms");
            assertThatThrownBy(() -> call.get(5, TimeUnit.SECONDS)).hasCauseInstanceOf(LoadTimeoutException.class);
        } finally {
            never.countDown();
            single.shutdown();
        }
    }
}
