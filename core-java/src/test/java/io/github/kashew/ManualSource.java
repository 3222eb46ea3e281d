package io.github.kashew;

import java.util.List;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** A source of one subscriber that publishes an element when a test says so, and only if it was asked for. */
final class ManualSource<T> implements Flow.Publisher<T>, Flow.Subscription {

    private final List<T> elements;
    private Flow.@Nullable Subscriber<? super T> subscriber;
    private long requested;
    private int published;
    private int runs;
    private boolean over;
    private boolean cancelled;

    ManualSource(List<T> elements) {
        this.elements = elements;
    }

    @Override
    public void subscribe(Flow.Subscriber<? super T> target) {
        runs++;
        subscriber = target;
        target.onSubscribe(this);
    }

    @Override
    public void request(long count) {
        requested += count;
    }

    @Override
    public void cancel() {
        cancelled = true;
        over = true;
    }

    /** Publishes the next element, or the end; false if it may not. */
    boolean step() {
        if (over || subscriber == null) {
            return false;
        }
        if (published == elements.size()) {
            over = true;
            subscriber.onComplete();
            return true;
        }
        if (requested == 0) {
            return false;
        }
        requested--;
        subscriber.onNext(elements.get(published++));
        return true;
    }

    /** Publishes as much as was asked for, and the end. */
    void run() {
        boolean moved = true;
        while (moved) {
            moved = step();
        }
    }

    void fail(Throwable failure) {
        if (!over && subscriber != null) {
            over = true;
            subscriber.onError(failure);
        }
    }

    int runs() {
        return runs;
    }

    int published() {
        return published;
    }

    boolean isCancelled() {
        return cancelled;
    }

    boolean isOver() {
        return over;
    }
}
