package io.github.kashew.async;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Maps the elements of a publisher some at a time, by a function that may take a while and leave some out.
 *
 * <p>No more elements are asked for than are wanted, and at most {@code most} at a time. A failure of the function cancels
 * the source and fails the subscriber.
 */
public record BatchMappingPublisher<A, B>(
        Flow.Publisher<A> source, int most, Function<List<A>, ? extends CompletionStage<List<B>>> function)
        implements Flow.Publisher<B> {

    @Override
    public void subscribe(Flow.Subscriber<? super B> subscriber) {
        Objects.requireNonNull(subscriber, "subscriber");
        source.subscribe(new Mapping<>(subscriber, most, function));
    }

    private enum Phase {
        IDLE,
        RECEIVING,
        MAPPING,
        ENDED
    }

    /** Phases change in {@link #drain}, on one thread at a time. */
    private static final class Mapping<A, B> implements Flow.Subscriber<A>, Flow.Subscription {
        private final Flow.Subscriber<? super B> target;
        private final int most;
        private final Function<List<A>, ? extends CompletionStage<List<B>>> function;

        private final AtomicLong demand = new AtomicLong();
        private final AtomicLong turns = new AtomicLong();
        private Flow.@Nullable Subscription upstream;
        private Phase phase = Phase.IDLE;
        private List<A> received = new ArrayList<>();
        private volatile long expected;
        private volatile boolean sourceEnded;
        private volatile @Nullable Throwable sourceFailure;
        private volatile @Nullable List<B> mapped;
        private volatile @Nullable Throwable failed;
        private volatile boolean cancelled;

        Mapping(
                Flow.Subscriber<? super B> target,
                int most,
                Function<List<A>, ? extends CompletionStage<List<B>>> function) {
            this.target = target;
            this.most = most;
            this.function = function;
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            upstream = subscription;
            target.onSubscribe(this);
        }

        @Override
        @SuppressWarnings("NonAtomicVolatileUpdate") // a source signals one element after the other
        public void onNext(A element) {
            received.add(element);
            if (--expected == 0) {
                drain();
            }
        }

        @Override
        public void onError(Throwable failure) {
            sourceFailure = failure;
            onComplete();
        }

        @Override
        public void onComplete() {
            sourceEnded = true;
            drain();
        }

        @Override
        public void request(long count) {
            if (count <= 0) {
                failed = new IllegalArgumentException("request must be positive (rule 3.9)");
            } else {
                demand.accumulateAndGet(count, (had, more) -> had + more < 0 ? Long.MAX_VALUE : had + more);
            }
            drain();
        }

        @Override
        public void cancel() {
            cancelled = true;
            drain();
        }

        private void drain() {
            if (turns.getAndIncrement() != 0) {
                return;
            }
            long missed = 1;
            do {
                boolean more = true;
                while (more) {
                    more = advances();
                }
                missed = turns.addAndGet(-missed);
            } while (missed != 0);
        }

        /** Goes on to the next phase; answers whether that may be done again. */
        private boolean advances() {
            if (phase == Phase.ENDED) {
                return false;
            }
            Throwable failure = failed;
            if (cancelled || failure != null) {
                phase = Phase.ENDED;
                cancelSource();
                if (!cancelled && failure != null) {
                    target.onError(failure);
                }
                return false;
            }
            return switch (phase) {
                case IDLE -> asks();
                case RECEIVING -> maps();
                case MAPPING -> publishes();
                case ENDED -> false;
            };
        }

        private void cancelSource() {
            Flow.Subscription subscription = upstream;
            if (subscription != null) {
                subscription.cancel();
            }
        }

        private boolean asks() {
            if (sourceEnded) {
                phase = Phase.ENDED;
                Throwable failure = sourceFailure;
                if (failure == null) {
                    target.onComplete();
                } else {
                    target.onError(failure);
                }
                return false;
            }
            long wanted = Math.min(demand.get(), most);
            Flow.Subscription subscription = upstream;
            if (wanted == 0 || subscription == null) {
                return false;
            }
            expected = wanted;
            phase = Phase.RECEIVING;
            subscription.request(wanted);
            return true;
        }

        private boolean maps() {
            if (expected > 0 && !sourceEnded) {
                return false;
            }
            if (received.isEmpty()) {
                phase = Phase.IDLE;
                return true;
            }
            List<A> batch = received;
            received = new ArrayList<>();
            phase = Phase.MAPPING;
            try {
                function.apply(batch).whenComplete((list, failure) -> {
                    if (failure == null) {
                        mapped = list;
                    } else {
                        failed = Stages.unwrap(failure);
                    }
                    drain();
                });
            } catch (RuntimeException failure) {
                failed = failure;
            }
            return true;
        }

        private boolean publishes() {
            List<B> batch = mapped;
            if (batch == null) {
                return false;
            }
            mapped = null;
            demand.addAndGet(-batch.size());
            phase = Phase.IDLE;
            for (B element : batch) {
                if (cancelled) {
                    break;
                }
                target.onNext(element);
            }
            return true;
        }
    }
}
