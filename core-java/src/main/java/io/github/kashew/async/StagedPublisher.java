package io.github.kashew.async;

import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.function.Supplier;

/** Publishes what a publisher does that is known only later; each subscriber asks for it anew. */
public record StagedPublisher<T>(Supplier<? extends CompletionStage<Flow.Publisher<T>>> source)
        implements Flow.Publisher<T> {

    @Override
    public void subscribe(Flow.Subscriber<? super T> subscriber) {
        Objects.requireNonNull(subscriber, "subscriber");
        CompletionStage<Flow.Publisher<T>> stage;
        try {
            stage = source.get();
        } catch (RuntimeException failure) {
            fail(subscriber, failure);
            return;
        }
        stage.whenComplete((publisher, failure) -> {
            if (failure == null) {
                publisher.subscribe(subscriber);
            } else {
                fail(subscriber, Stages.unwrap(failure));
            }
        });
    }

    private static void fail(Flow.Subscriber<?> subscriber, Throwable failure) {
        subscriber.onSubscribe(new EndedSubscription());
        subscriber.onError(failure);
    }
}
