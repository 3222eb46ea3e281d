package io.github.kashew.samples.docs;

import static io.github.kashew.strategy.Strategies.simple;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kashew.Cache;
import io.github.kashew.CachePlan;
import io.github.kashew.ManualClock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** The Java examples of docs/testing.md. */
class TestingExamplesTest {

    @Test
    void expiry() {
        // example: expiry
        ManualClock clock = new ManualClock();
        Cache cache = Cache.builder()
                .route("", "mem://")
                .clock(clock)
                .executor(Runnable::run) // nothing runs on another thread
                .build();
        CachePlan<String> rates = cache.plan(String.class)
                .key("rate:{currency}")
                .through(simple("10m"))
                .build();

        rates.get(rates.args("EUR"), () -> CompletableFuture.completedFuture("old"));
        clock.advance("9m59s");
        CompletionStage<String> hit = rates.get(rates.args("EUR"), () -> CompletableFuture.completedFuture("new"));
        clock.advance("1s");
        CompletionStage<String> miss = rates.get(rates.args("EUR"), () -> CompletableFuture.completedFuture("new"));

        assertThat(hit.toCompletableFuture()).isCompletedWithValue("old");
        assertThat(miss.toCompletableFuture()).isCompletedWithValue("new");
        // end
        cache.close();
    }

    @Test
    void stampede() {
        Cache cache = Cache.open("mem://");
        CachePlan<String> rates = cache.plan(String.class)
                .key("rate:{currency}")
                .through(simple("10m"))
                .build();
        // example: stampede
        CompletableFuture<String> load = new CompletableFuture<>();

        CompletionStage<String> one = rates.get(rates.args("EUR"), () -> load);
        CompletionStage<String> two = rates.get(rates.args("EUR"), () -> {
            throw new AssertionError("a second load");
        });
        load.complete("1.08");

        assertThat(one.toCompletableFuture()).isCompletedWithValue("1.08");
        assertThat(two.toCompletableFuture()).isCompletedWithValue("1.08");
        // end
        cache.close();
    }
}
