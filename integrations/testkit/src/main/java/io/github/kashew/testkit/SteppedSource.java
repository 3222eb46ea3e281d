package io.github.kashew.testkit;

import java.util.List;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** A source of one subscriber that publishes when a test says so, and only what was asked for. */
final class SteppedSource<T> implements Flow.Publisher<T>, Flow.Subscription {

    private final List<T> elements;
    private final AtomicLong requested = new AtomicLong();
    private volatile Flow.@Nullable Subscriber<? super T> subscriber;
    private volatile boolean over;
    private int published;

    SteppedSource(List<T> elements) {
        this.elements = elements;
    }

    @Override
    public void subscribe(Flow.Subscriber<? super T> target) {
        target.onSubscribe(this);
        subscriber = target;
    }

    @Override
    public void request(long count) {
        requested.addAndGet(count);
    }

    @Override
    public void cancel() {
        over = true;
    }

    /** Publishes the next element, or the end; false if it may not. By one thread at a time. */
    boolean step() {
        Flow.Subscriber<? super T> target = subscriber;
        if (over || target == null) {
            return false;
        }
        if (published == elements.size()) {
            over = true;
            target.onComplete();
            return true;
        }
        if (requested.get() == 0) {
            return false;
        }
        requested.decrementAndGet();
        target.onNext(elements.get(published++));
        return true;
    }

    /** Publishes as much as was asked for, and the end. */
    void run() {
        boolean moved = true;
        while (moved) {
            moved = step();
        }
    }

    void fail(RuntimeException failure) {
        Flow.Subscriber<? super T> target = subscriber;
        if (!over && target != null) {
            over = true;
            target.onError(failure);
        }
    }

    boolean isOver() {
        return over;
    }
}
