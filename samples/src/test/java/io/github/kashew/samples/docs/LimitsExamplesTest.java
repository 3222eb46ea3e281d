package io.github.kashew.samples.docs;

import static io.github.kashew.strategy.Strategies.simple;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kashew.Cache;
import io.github.kashew.CacheContext;
import io.github.kashew.CachePlan;
import io.github.kashew.Lease;
import io.github.kashew.ManualClock;
import io.github.kashew.Ttl;
import io.github.kashew.error.CircularLoadException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The examples of docs/limits.md. */
class LimitsExamplesTest {

    private final ManualClock clock = new ManualClock();
    private final Cache cache = Cache.builder().route("", "mem://").clock(clock).build();
    private final ExecutorService pool = Executors.newSingleThreadExecutor();
    private final CachePlan<String> plan =
            cache.plan(String.class).key("page:{name}").through(simple("1h")).build();

    @AfterEach
    void close() {
        cache.close();
        pool.shutdown();
    }

    // example: context
    private CompletionStage<String> page(String name) {
        return plan.get(plan.args(name), () -> {
            CacheContext context = CacheContext.current(); // here the loader is on the caller's thread
            return fetch(name)
                    .thenComposeAsync(
                            link -> {
                                try (var scope = context.open()) {
                                    return page(link);
                                }
                            },
                            pool);
        });
    }
    // end

    /** Every page links to itself. */
    private CompletionStage<String> fetch(String name) {
        return CompletableFuture.completedFuture(name);
    }

    @Test
    void contextIsCarried() {
        CompletableFuture<String> page = page("a").toCompletableFuture().orTimeout(10, TimeUnit.SECONDS);
        assertThatThrownBy(page::join)
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(CircularLoadException.class);
    }

    @Test
    void shared() {
        List<String> names = new ArrayList<>(List.of("Ada"));
        // example: shared
        cache.set("names", List.copyOf(names), Ttl.of("1h")); // what is stored does not change any more
        // end
        names.add("Grace");
        assertThat(cache.get("names", List.class).toCompletableFuture()).isCompletedWithValue(List.of("Ada"));
    }

    @Test
    void lostLease() {
        Lease first = cache.lease("job", Ttl.of("30s"), Duration.ZERO)
                .toCompletableFuture()
                .join();
        clock.advance("31s"); // the first holder is paused
        Lease second = cache.lease("job", Ttl.of("30s"), Duration.ZERO)
                .toCompletableFuture()
                .join();
        assertThat(first.isValid()).isFalse();
        assertThat(first.release().toCompletableFuture()).isCompletedWithValue(false);
        assertThat(second.isValid()).isTrue();
        assertThat(second.fencing()).isGreaterThan(first.fencing());
    }
}
