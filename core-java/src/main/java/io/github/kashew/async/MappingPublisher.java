package io.github.kashew.async;

import java.util.Objects;
import java.util.concurrent.Flow;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Maps the elements of a publisher, leaving out those that map to null.
 *
 * <p>What the function throws cancels the source and fails the subscriber.
 */
public record MappingPublisher<A, B>(Flow.Publisher<A> source, Function<? super A, ? extends @Nullable B> function)
        implements Flow.Publisher<B> {

    @Override
    public void subscribe(Flow.Subscriber<? super B> subscriber) {
        Objects.requireNonNull(subscriber, "subscriber");
        source.subscribe(new Mapping(subscriber));
    }

    private final class Mapping implements Flow.Subscriber<A> {
        private final Flow.Subscriber<? super B> target;
        private Flow.@Nullable Subscription subscription;
        private boolean failed;

        Mapping(Flow.Subscriber<? super B> target) {
            this.target = target;
        }

        @Override
        public void onSubscribe(Flow.Subscription upstream) {
            subscription = upstream;
            target.onSubscribe(upstream);
        }

        @Override
        public void onNext(A element) {
            if (failed || subscription == null) {
                return;
            }
            B mapped;
            try {
                mapped = function.apply(element);
            } catch (RuntimeException failure) {
                failed = true;
                subscription.cancel();
                target.onError(failure);
                return;
            }
            if (mapped == null) {
                subscription.request(1);
            } else {
                target.onNext(mapped);
            }
        }

        @Override
        public void onError(Throwable failure) {
            if (!failed) {
                target.onError(failure);
            }
        }

        @Override
        public void onComplete() {
            if (!failed) {
                target.onComplete();
            }
        }
    }
}
