package io.github.kashew.internal;

import io.github.kashew.error.StreamInterruptedException;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** The rest of a replay that has lost a chunk, taken from a source that brings the same elements each time. */
final class StreamResumption<T> implements Flow.Subscriber<T>, Flow.Subscription {

    private final Flow.Subscriber<? super T> target;
    private final StreamInterruptedException lost;
    private long toSkip;
    private long wanted;
    private Flow.@Nullable Subscription upstream;
    private boolean over;

    /**
     * Makes a resumption.
     *
     * @param toSkip how many elements the target has had
     * @param lost what it fails with if the source brings no more than those
     */
    StreamResumption(Flow.Subscriber<? super T> target, long toSkip, StreamInterruptedException lost) {
        this.target = target;
        this.toSkip = toSkip;
        this.lost = lost;
        this.wanted = toSkip;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        long count;
        boolean refused;
        synchronized (this) {
            refused = over || upstream != null;
            count = wanted;
            if (!refused) {
                upstream = subscription;
                wanted = 0;
            }
        }
        if (refused) {
            subscription.cancel();
        } else if (count > 0) {
            subscription.request(count);
        }
    }

    @Override
    public void request(long count) {
        Flow.Subscription from;
        synchronized (this) {
            from = upstream;
            if (from == null) {
                wanted = wanted + count < 0 ? Long.MAX_VALUE : wanted + count;
            }
        }
        if (from != null) {
            from.request(count);
        }
    }

    @Override
    public void cancel() {
        Flow.Subscription from;
        synchronized (this) {
            over = true;
            from = upstream;
        }
        if (from != null) {
            from.cancel();
        }
    }

    @Override
    public void onNext(T element) {
        synchronized (this) {
            if (over) {
                return;
            }
            if (toSkip > 0) {
                toSkip--;
                return;
            }
        }
        target.onNext(element);
    }

    @Override
    public void onError(Throwable failure) {
        if (ends()) {
            target.onError(failure);
        }
    }

    @Override
    public void onComplete() {
        boolean isShort;
        synchronized (this) {
            isShort = toSkip > 0;
        }
        if (!ends()) {
            return;
        }
        if (isShort) {
            target.onError(lost);
        } else {
            target.onComplete();
        }
    }

    private synchronized boolean ends() {
        boolean first = !over;
        over = true;
        return first;
    }
}
