package io.github.kashew.async;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Publishes the elements of several publishers, one publisher after the other. */
public record ConcatPublisher<T>(List<? extends Flow.Publisher<T>> sources) implements Flow.Publisher<T> {

    /** Copies. */
    public ConcatPublisher {
        sources = List.copyOf(sources);
    }

    @Override
    public void subscribe(Flow.Subscriber<? super T> subscriber) {
        Objects.requireNonNull(subscriber, "subscriber");
        Concatenation<T> concatenation = new Concatenation<>(sources, subscriber);
        subscriber.onSubscribe(concatenation);
        concatenation.next();
    }

    /** Carries what was requested and not yet answered from one source to the next. Its lock guards its fields. */
    private static final class Concatenation<T> implements Flow.Subscription, Flow.Subscriber<T> {
        private final List<? extends Flow.Publisher<T>> sources;
        private final Flow.Subscriber<? super T> target;
        private int index;
        private long outstanding;
        private boolean ended;
        private Flow.@Nullable Subscription current;

        Concatenation(List<? extends Flow.Publisher<T>> sources, Flow.Subscriber<? super T> target) {
            this.sources = sources;
            this.target = target;
        }

        void next() {
            Flow.Publisher<T> source;
            synchronized (this) {
                current = null;
                if (ended) {
                    return;
                }
                source = index < sources.size() ? sources.get(index++) : null;
            }
            if (source != null) {
                source.subscribe(this);
            } else if (end()) {
                target.onComplete();
            }
        }

        /** Ends this subscription; false if it has ended before. */
        private synchronized boolean end() {
            boolean first = !ended;
            ended = true;
            return first;
        }

        @Override
        public void request(long count) {
            Flow.Subscription active;
            synchronized (this) {
                long sum = outstanding + count;
                outstanding = count > 0 && sum < 0 ? Long.MAX_VALUE : Math.max(sum, 0);
                active = current;
            }
            if (active != null) {
                active.request(count);
            } else if (count <= 0 && end()) {
                target.onError(new IllegalArgumentException("request must be positive (rule 3.9)"));
            }
        }

        @Override
        public void cancel() {
            Flow.Subscription active;
            synchronized (this) {
                ended = true;
                active = current;
            }
            if (active != null) {
                active.cancel();
            }
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            long wanted;
            boolean stop;
            synchronized (this) {
                current = subscription;
                wanted = outstanding;
                stop = ended;
            }
            if (stop) {
                subscription.cancel();
            } else if (wanted > 0) {
                subscription.request(wanted);
            }
        }

        @Override
        public void onNext(T element) {
            synchronized (this) {
                if (outstanding != Long.MAX_VALUE) {
                    outstanding--;
                }
            }
            target.onNext(element);
        }

        @Override
        public void onError(Throwable failure) {
            if (end()) {
                target.onError(failure);
            }
        }

        @Override
        public void onComplete() {
            next();
        }
    }
}
