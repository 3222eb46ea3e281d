package io.github.kashew.samples.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kashew.Cache;
import io.github.kashew.CacheStream;
import io.github.kashew.Condition;
import io.github.kashew.Ttl;
import java.time.Duration;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.SubmissionPublisher;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The Java examples of streams.md. */
class StreamsExamplesTest {

    @Test
    void stream() {
        try (Cache cache = Cache.open("mem://?size=10000")) {
            // example: stream
            CacheStream<Long> ticks =
                    cache.stream(Long.class).key("ticks:{symbol}").ttl("10m").build();

            Flow.Publisher<Long> published = ticks.get(ticks.args("EUR"), () -> source("EUR"));
            // end
            assertThat(sum(published).join()).isEqualTo(3);
            assertThat(sum(ticks.get(ticks.args("EUR"), () -> source("none"))).join())
                    .isEqualTo(3);
        }
    }

    @Test
    void options() {
        try (Cache cache = Cache.open("mem://?size=10000")) {
            // example: options
            CacheStream<String> rows = cache.stream(String.class)
                    .key("rows:{table}")
                    .tags("rows", "table:{table}")
                    .ttl(Ttl.of("1h"), outcome -> Ttl.of(outcome.failed() ? "1m" : "1h"))
                    .refreshAfter("40m")
                    .failover("1d")
                    .locked("30s")
                    .condition(Condition.<Long>values().or(Condition.failures(NoSuchElementException.class)))
                    .elements(row -> !row.startsWith("draft"))
                    .maxBytes(100_000_000)
                    .build();
            // end
            AtomicInteger runs = new AtomicInteger();
            for (int i = 0; i < 2; i++) {
                assertThat(sum(rows.get(rows.args("orders"), () -> failing(runs))))
                        .failsWithin(Duration.ofMinutes(1))
                        .withThrowableThat()
                        .withCauseInstanceOf(NoSuchElementException.class);
            }
            assertThat(runs).hasValue(1);
        }
    }

    private static Flow.Publisher<String> failing(AtomicInteger runs) {
        return subscriber -> {
            runs.incrementAndGet();
            SubmissionPublisher<String> publisher = new SubmissionPublisher<>(Runnable::run, 16);
            publisher.subscribe(subscriber);
            publisher.closeExceptionally(new NoSuchElementException("orders"));
        };
    }

    private static Flow.Publisher<Long> source(String symbol) {
        return subscriber -> {
            SubmissionPublisher<Long> publisher = new SubmissionPublisher<>(Runnable::run, 16);
            publisher.subscribe(subscriber);
            publisher.submit(1L);
            publisher.submit((long) symbol.length() - 1);
            publisher.close();
        };
    }

    private static <T> CompletableFuture<Long> sum(Flow.Publisher<T> publisher) {
        CompletableFuture<Long> sum = new CompletableFuture<>();
        publisher.subscribe(new Flow.Subscriber<>() {
            private long total;

            @Override
            public void onSubscribe(Flow.Subscription subscription) {
                subscription.request(Long.MAX_VALUE);
            }

            @Override
            public void onNext(T element) {
                total += element instanceof Long number ? number : 0;
            }

            @Override
            public void onError(Throwable failure) {
                sum.completeExceptionally(failure);
            }

            @Override
            public void onComplete() {
                sum.complete(total);
            }
        });
        return sum;
    }
}
