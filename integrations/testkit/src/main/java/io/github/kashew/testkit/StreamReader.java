package io.github.kashew.testkit;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A subscriber that keeps what it is told, on whatever thread. */
final class StreamReader<T> implements Flow.Subscriber<T> {

    private final List<T> elements = new CopyOnWriteArrayList<>();
    private final AtomicInteger ends = new AtomicInteger();
    private volatile Flow.@Nullable Subscription subscription;
    private volatile @Nullable Throwable failure;

    /** Subscribes and asks for as many elements. */
    static <T> StreamReader<T> of(Flow.Publisher<T> publisher, long count) {
        StreamReader<T> reader = new StreamReader<>();
        publisher.subscribe(reader);
        if (count > 0) {
            reader.request(count);
        }
        return reader;
    }

    void request(long count) {
        Objects.requireNonNull(subscription, "subscription").request(count);
    }

    void leave() {
        Objects.requireNonNull(subscription, "subscription").cancel();
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
        failure = thrown;
        ends.incrementAndGet();
    }

    @Override
    public void onComplete() {
        ends.incrementAndGet();
    }

    List<T> elements() {
        return elements;
    }

    int ends() {
        return ends.get();
    }

    @Nullable
    Throwable failure() {
        return failure;
    }
}
