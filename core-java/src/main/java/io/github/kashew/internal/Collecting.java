package io.github.kashew.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/** Gathers all that a publisher publishes. */
final class Collecting<T> implements Flow.Subscriber<T> {

    private final List<T> elements = new ArrayList<>();
    private final CompletableFuture<List<T>> all = new CompletableFuture<>();

    private Collecting() {}

    static <T> CompletionStage<List<T>> all(Flow.Publisher<T> publisher) {
        Collecting<T> collecting = new Collecting<>();
        publisher.subscribe(collecting);
        return collecting.all;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(T element) {
        elements.add(element);
    }

    @Override
    public void onError(Throwable failure) {
        all.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        all.complete(elements);
    }
}
