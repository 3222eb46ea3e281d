package io.github.kashew.samples.docs;

import static io.github.kashew.strategy.Strategies.simple;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kashew.Cache;
import io.github.kashew.CachePlan;
import io.github.kashew.Detection;
import io.github.kashew.Detections;
import io.github.kashew.Explanation;
import io.github.kashew.ManualClock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The Java examples of detection.md. */
class DetectionExamplesTest {

    private final ManualClock clock = new ManualClock();
    private final Cache cache =
            Cache.builder().route("", "mem://?size=10000").clock(clock).build();
    private final CachePlan<String> users =
            cache.plan(String.class).key("user:{id}").through(simple("1h")).build();

    @AfterEach
    void close() {
        cache.close();
    }

    private CompletableFuture<String> find() {
        clock.advance("20ms");
        return CompletableFuture.completedFuture("Ada");
    }

    @Test
    void scope() {
        users.get(users.args(42), this::find);
        // example: scope
        try (Detections seen = cache.detect()) {
            users.get(users.args(42), () -> find());

            Detection answer = seen.answers().get(0);
            assertThat(answer.source()).isEqualTo(Detection.Source.HIT);
            assertThat(answer.template()).isEqualTo("user:{id}");
        }
        // end
    }

    @Test
    void explain() {
        // example: explain
        CompletionStage<Explanation<String>> explained = cache.explain(() -> users.get(users.args(42), () -> find()));
        // end
        assertThat(explained.toCompletableFuture().join()).hasToString("""
                'user:42' was loaded in 20ms
                ├─ plan user:{id} = simple(1h) → loader
                ├─ route ''
                ├─ +0ms found nothing
                ├─ +0ms began to load
                ├─ +20ms loaded
                └─ +20ms stored, expires in 1h""");
    }
}
