package io.github.kashew;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kashew.async.IteratorPublisher;
import io.github.kashew.key.Args;
import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.reactivestreams.tck.TestEnvironment;
import org.reactivestreams.tck.flow.FlowPublisherVerification;

/** The rules of Reactive Streams for publishers, each by the test of its technology compatibility kit. */
@DisplayName("The publisher of a cached stream follows the rule")
class StreamRulesTest {

    /** How long a signal may take that has to come; whatever is waited for here comes at once. */
    private static final long PATIENCE = 60_000;

    /** How long no signal is waited for where none may come; in this test all of them come on the calling thread. */
    private static final long SILENCE = 1;

    /**
     * Rules whose test is not for such a publisher: one is for those that hand out what comes and nothing from before, and one
     * wants 2^31 elements, which a replay would have to have stored. That references are dropped is tested here, for the
     * test of the kit gives a collector 100 ms.
     */
    private static final Set<String> WITHOUT_TEST = Set.of(
            "optional_spec111_multicast_mustProduceTheSameElementsInTheSameSequenceToAllOfItsSubscribersWhenRequestingOneByOne",
            "required_spec313_cancelMustMakeThePublisherEventuallyDropAllReferencesToTheSubscriber");

    private static final String OF_ENDLESS = "required_spec317_mustNotSignalOnErrorWhenPendingAboveLongMaxValue";

    private final Cache cache = Cache.builder()
            .route("", "mem://?size=1000000")
            .clock(new ManualClock())
            .executor(Runnable::run)
            .build();

    @AfterEach
    void close() {
        cache.close();
    }

    @TestFactory
    @DisplayName("while its source is run")
    Stream<DynamicTest> ofRun() {
        return rules(() -> new OfRun(cache));
    }

    @TestFactory
    @DisplayName("while it is replayed")
    Stream<DynamicTest> ofReplay() {
        return rules(() -> new OfReplay(cache))
                .filter(rule -> !rule.getDisplayName().equals(OF_ENDLESS));
    }

    @Test
    @DisplayName("3.13: a publisher drops all references to a subscriber that has cancelled")
    void dropsReferences() {
        for (FlowPublisherVerification<Long> each : List.of(new OfRun(cache), new OfReplay(cache))) {
            Flow.Publisher<Long> publisher = each.createFlowPublisher(3);
            WeakReference<Collected<Long>> subscriber = cancelled(publisher);
            long begin = System.nanoTime();
            while (subscriber.get() != null) {
                System.gc();
                assertThat(System.nanoTime() - begin).isLessThan(TimeUnit.MILLISECONDS.toNanos(PATIENCE));
            }
            Reference.reachabilityFence(publisher);
        }
    }

    private static WeakReference<Collected<Long>> cancelled(Flow.Publisher<Long> publisher) {
        Collected<Long> subscriber = Collected.some(publisher, 1);
        assertThat(subscriber.elements()).containsExactly(0L);
        subscriber.leave();
        return new WeakReference<>(subscriber);
    }

    private static Stream<DynamicTest> rules(Supplier<FlowPublisherVerification<Long>> publisher) {
        return Arrays.stream(FlowPublisherVerification.class.getMethods())
                .filter(method -> method.isAnnotationPresent(org.testng.annotations.Test.class))
                .filter(method -> !method.getName().startsWith("untested_") && !WITHOUT_TEST.contains(method.getName()))
                .sorted(Comparator.comparing(Method::getName))
                .map(rule -> DynamicTest.dynamicTest(rule.getName(), () -> check(rule, publisher.get())));
    }

    private static void check(Method rule, FlowPublisherVerification<Long> publisher) throws Throwable {
        publisher.setUp();
        try {
            rule.invoke(publisher);
        } catch (InvocationTargetException failed) {
            throw new AssertionError(rule.getName(), failed.getCause()); // a rule that skips itself is not shown either
        }
    }

    private static Flow.Publisher<Long> numbers(long count) {
        return new IteratorPublisher<>(() -> LongStream.range(0, count).iterator());
    }

    private abstract static class OfStream extends FlowPublisherVerification<Long> {
        private static final AtomicLong KEYS = new AtomicLong();

        private final CacheStream<Long> stream;

        OfStream(Cache cache) {
            super(new TestEnvironment(PATIENCE, SILENCE, SILENCE), SILENCE);
            this.stream = cache.stream(Long.class)
                    .key("rules:{id}")
                    .ttl("1h")
                    .chunkSize(3)
                    .build();
        }

        Flow.Publisher<Long> stream(Args key, Flow.Publisher<Long> source) {
            return stream.get(key, () -> source);
        }

        static Args newKey() {
            return Args.of(KEYS.incrementAndGet());
        }

        @Override
        public Flow.Publisher<Long> createFailedFlowPublisher() {
            return stream(newKey(), subscriber -> {
                subscriber.onSubscribe(new Silent());
                subscriber.onError(new IllegalStateException("broken"));
            });
        }
    }

    private static final class OfRun extends OfStream {
        OfRun(Cache cache) {
            super(cache);
        }

        @Override
        public Flow.Publisher<Long> createFlowPublisher(long elements) {
            return stream(newKey(), numbers(elements));
        }
    }

    private static final class OfReplay extends OfStream {
        private static final long MOST = 1_000;

        OfReplay(Cache cache) {
            super(cache);
        }

        @Override
        public long maxElementsFromPublisher() {
            return MOST;
        }

        @Override
        public Flow.Publisher<Long> createFlowPublisher(long elements) {
            Args key = newKey();
            Collected.all(stream(key, numbers(Math.min(elements, MOST))));
            return stream(key, subscriber -> {
                throw new AssertionError("the stream is stored");
            });
        }
    }

    private record Silent() implements Flow.Subscription {
        @Override
        public void request(long count) {}

        @Override
        public void cancel() {}
    }
}
