package io.github.kashew.samples.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kashew.Cache;
import io.github.kashew.CacheStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.SubmissionPublisher;
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

    private static Flow.Publisher<Long> source(String symbol) {
        return subscriber -> {
            SubmissionPublisher<Long> publisher = new SubmissionPublisher<>(Runnable::run, 16);
            publisher.subscribe(subscriber);
            publisher.submit(1L);
            publisher.submit((long) symbol.length() - 1);
            publisher.close();
        };
    }

    private static CompletableFuture<Long> sum(Flow.Publisher<Long> publisher) {
        CompletableFuture<Long> sum = new CompletableFuture<>();
        publisher.subscribe(new Flow.Subscriber<>() {
            private long total;

            @Override
            public void onSubscribe(Flow.Subscription subscription) {
                subscription.request(Long.MAX_VALUE);
            }

            @Override
            public void onNext(Long element) {
                total += element;
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
