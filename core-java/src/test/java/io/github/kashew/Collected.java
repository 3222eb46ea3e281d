package io.github.kashew;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** A subscriber that keeps what it is told. */
final class Collected<T> implements Flow.Subscriber<T> {

    private final List<T> elements = new ArrayList<>();
    private Flow.@Nullable Subscription subscription;
    private int ends;
    private @Nullable Throwable failure;

    /** Subscribes and asks for all. */
    static <T> Collected<T> all(Flow.Publisher<T> publisher) {
        return some(publisher, Long.MAX_VALUE);
    }

    /** Subscribes and asks for as many; none at all for 0. */
    static <T> Collected<T> some(Flow.Publisher<T> publisher, long count) {
        Collected<T> collected = new Collected<>();
        publisher.subscribe(collected);
        if (count > 0) {
            collected.request(count);
        }
        return collected;
    }

    void request(long count) {
        Objects.requireNonNull(subscription).request(count);
    }

    void leave() {
        Objects.requireNonNull(subscription).cancel();
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        subscription = given;
    }

    @Override
    public void onNext(T element) {
        elements.add(element);
    }

    @Override
    public void onError(Throwable thrown) {
        ends++;
        failure = thrown;
    }

    @Override
    public void onComplete() {
        ends++;
    }

    List<T> elements() {
        return elements;
    }

    int ends() {
        return ends;
    }

    boolean isComplete() {
        return ends == 1 && failure == null;
    }

    @Nullable
    Throwable failure() {
        return failure;
    }
}
