package io.github.kashew.async;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A publisher")
class PublishersTest {

    /** Writes down every signal. */
    private static class Probe implements Flow.Subscriber<Integer> {
        final List<Object> signals = new ArrayList<>();
        Flow.Subscription subscription;

        @Override
        public void onSubscribe(Flow.Subscription given) {
            subscription = given;
        }

        @Override
        public void onNext(Integer element) {
            signals.add(element);
        }

        @Override
        public void onError(Throwable failure) {
            signals.add(failure.getClass().getSimpleName());
        }

        @Override
        public void onComplete() {
            signals.add("complete");
        }
    }

    private static Flow.Publisher<Integer> numbers(int from, int to) {
        return new IteratorPublisher<>(IntStream.range(from, to).boxed().toList());
    }

    private static Probe subscribed(Flow.Publisher<Integer> publisher) {
        Probe probe = new Probe();
        publisher.subscribe(probe);
        return probe;
    }

    private static List<Flow.Publisher<Integer>> ofThree() {
        return List.of(
                numbers(1, 4),
                new ConcatPublisher<>(List.of(numbers(1, 1), numbers(1, 3), numbers(3, 3), numbers(3, 4))),
                new MappingPublisher<Integer, Integer>(numbers(0, 4), n -> n == 0 ? null : n),
                new StagedPublisher<>(() -> Stages.done(numbers(1, 4))));
    }

    @Test
    @DisplayName("sends what is requested, no more, and completes")
    void demand() {
        for (Flow.Publisher<Integer> publisher : ofThree()) {
            Probe probe = subscribed(publisher);
            assertThat(probe.signals).isEmpty();
            probe.subscription.request(1);
            assertThat(probe.signals).isEqualTo(List.of(1));
            probe.subscription.request(2);
            probe.subscription.request(Long.MAX_VALUE);
            probe.subscription.request(Long.MAX_VALUE);
            assertThat(probe.signals).isEqualTo(List.of(1, 2, 3, "complete"));
            probe.subscription.request(0);
            probe.subscription.cancel();
            assertThat(probe.signals).hasSize(4);
        }
    }

    @Test
    @DisplayName("sends nothing after it was cancelled")
    void cancel() {
        for (Flow.Publisher<Integer> publisher : ofThree()) {
            Probe probe = subscribed(publisher);
            probe.subscription.request(1);
            probe.subscription.cancel();
            probe.subscription.cancel();
            probe.subscription.request(5);
            probe.subscription.request(-1);
            assertThat(probe.signals).isEqualTo(List.of(1));
        }
    }

    @Test
    @DisplayName("fails a subscriber that requests nothing or less")
    void illegalRequest() {
        for (Flow.Publisher<Integer> publisher : ofThree()) {
            for (long count : new long[] {0, -1, Long.MIN_VALUE}) {
                Probe probe = subscribed(publisher);
                probe.subscription.request(count);
                probe.subscription.request(1);
                assertThat(probe.signals).isEqualTo(List.of("IllegalArgumentException"));
            }
        }
    }

    @Test
    @DisplayName("of nothing completes without a request")
    void empty() {
        assertThat(subscribed(numbers(0, 0)).signals).isEqualTo(List.of("complete"));
        assertThat(subscribed(new ConcatPublisher<Integer>(List.of())).signals).isEqualTo(List.of("complete"));
        assertThat(subscribed(new ConcatPublisher<>(List.of(numbers(0, 0), numbers(0, 0)))).signals)
                .isEqualTo(List.of("complete"));
    }

    @Test
    @DisplayName("does not overflow the stack of a subscriber that requests one by one")
    void oneByOne() {
        AtomicInteger seen = new AtomicInteger();
        Flow.Publisher<Integer> many = new MappingPublisher<Integer, Integer>(
                new ConcatPublisher<>(List.of(numbers(0, 100_000), numbers(0, 100_000))), n -> n % 2 == 0 ? n : null);
        many.subscribe(new Probe() {
            @Override
            public void onSubscribe(Flow.Subscription given) {
                subscription = given;
                given.request(1);
            }

            @Override
            public void onNext(Integer element) {
                seen.incrementAndGet();
                subscription.request(1);
            }
        });
        assertThat(seen).hasValue(100_000);
    }

    @Test
    @DisplayName("passes on what its source, its function or its supplier throws")
    void errors() {
        Flow.Publisher<Integer> broken = new IteratorPublisher<>(() -> {
            throw new IllegalStateException("no");
        });
        assertThat(subscribed(broken).signals).isEqualTo(List.of("IllegalStateException"));
        Probe concatenated = subscribed(new ConcatPublisher<>(List.of(numbers(0, 1), broken, numbers(0, 1))));
        concatenated.subscription.request(5);
        assertThat(concatenated.signals).isEqualTo(List.of(0, "IllegalStateException"));
        Probe mapped = subscribed(new MappingPublisher<Integer, Integer>(numbers(0, 5), n -> 1 / (n - 1)));
        mapped.subscription.request(5);
        assertThat(mapped.signals).isEqualTo(List.of(-1, "ArithmeticException"));
        assertThat(subscribed(new StagedPublisher<>(() -> Stages.failed(new IllegalStateException()))).signals)
                .isEqualTo(List.of("IllegalStateException"));
        assertThat(subscribed(new StagedPublisher<Integer>(() -> {
                            throw new IllegalStateException("no");
                        }))
                        .signals)
                .isEqualTo(List.of("IllegalStateException"));
    }
}
