package io.github.kashew.async;

import java.util.Iterator;
import java.util.Objects;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Publishes the elements of an iterable, each subscriber at the pace it requests, on the thread that requests.
 *
 * <p>Follows the Reactive Streams rules: one signal at a time, no more elements than were requested, a request that is
 * not positive fails the subscription, and nothing is signalled after cancellation. Each subscriber iterates anew.
 */
public record IteratorPublisher<T>(Iterable<T> source) implements Flow.Publisher<T> {

    @Override
    public void subscribe(Flow.Subscriber<? super T> subscriber) {
        Objects.requireNonNull(subscriber, "subscriber");
        Iterator<T> iterator;
        try {
            iterator = source.iterator();
        } catch (RuntimeException failure) {
            subscriber.onSubscribe(new EndedSubscription());
            subscriber.onError(failure);
            return;
        }
        Iteration<T> iteration = new Iteration<>(iterator, subscriber);
        subscriber.onSubscribe(iteration);
        iteration.drain(); // an empty source completes without a request
    }

    private static final class Iteration<T> implements Flow.Subscription {
        private static final int BATCH = 128;

        private final Iterator<T> iterator;
        private final Flow.Subscriber<? super T> subscriber;
        private final AtomicLong requested = new AtomicLong();
        private final AtomicLong turns = new AtomicLong();
        private volatile boolean finished;
        private volatile boolean illegalRequest;

        Iteration(Iterator<T> iterator, Flow.Subscriber<? super T> subscriber) {
            this.iterator = iterator;
            this.subscriber = subscriber;
        }

        @Override
        public void request(long count) {
            if (count <= 0) {
                illegalRequest = true;
            } else {
                requested.accumulateAndGet(count, (had, more) -> had + more < 0 ? Long.MAX_VALUE : had + more);
            }
            drain();
        }

        @Override
        public void cancel() {
            finished = true;
        }

        /** Emits while there is demand; a nested or concurrent request leaves its turn to the thread that emits. */
        void drain() {
            if (turns.getAndIncrement() != 0) {
                return;
            }
            long missed = 1;
            do {
                emit();
                missed = turns.addAndGet(-missed);
            } while (missed != 0);
        }

        private void emit() {
            try {
                while (!finished) {
                    if (illegalRequest) {
                        finished = true;
                        subscriber.onError(new IllegalArgumentException("request must be positive (rule 3.9)"));
                    } else if (!iterator.hasNext()) {
                        finished = true;
                        subscriber.onComplete();
                    } else if (!emitRequested()) {
                        return;
                    }
                }
            } catch (RuntimeException failure) {
                if (!finished) {
                    finished = true;
                    subscriber.onError(failure);
                }
            }
        }

        private boolean emitRequested() {
            long demand = Math.min(requested.get(), BATCH);
            long sent = 0;
            while (sent < demand && !finished && !illegalRequest && iterator.hasNext()) {
                subscriber.onNext(iterator.next());
                sent++;
            }
            requested.addAndGet(-sent);
            return sent > 0;
        }
    }
}
