package io.github.kashew.samples.docs;

import static io.github.kashew.strategy.Strategies.simple;
import static io.github.kashew.strategy.Strategies.verify;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kashew.Cache;
import io.github.kashew.CachePlan;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** The Java examples of verify.md. */
class VerifyExamplesTest {

    /** Counts differences. */
    private static final class Metrics {
        private int counted;

        void count(String template, Duration age) {
            assertThat(template).isEqualTo("user:{id}");
            assertThat(age).isGreaterThanOrEqualTo(Duration.ZERO);
            counted++;
        }
    }

    @Test
    void plan() {
        Cache cache =
                Cache.builder().route("", "mem://").executor(Runnable::run).build();
        Metrics metrics = new Metrics();
        // example: plan
        CachePlan<String> users = cache.plan(String.class)
                .key("user:{id}")
                .through(
                        verify(5).withListener(mismatch -> metrics.count(mismatch.template(), mismatch.age())),
                        simple("1h"))
                .build();
        // end
        users.get(users.args(1), () -> CompletableFuture.completedFuture("Ann"));
        for (int call = 0; call < 1000; call++) {
            assertThat(users.get(users.args(1), () -> CompletableFuture.completedFuture("Anna")))
                    .isCompletedWithValue("Ann");
        }
        assertThat(metrics.counted).isLessThan(1000);
        cache.close();
    }
}
