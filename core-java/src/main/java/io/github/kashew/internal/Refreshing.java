package io.github.kashew.internal;

import io.github.kashew.error.LockedException;
import java.util.concurrent.Flow;

/** The reader of a stream that is run in the background, to be stored. */
final class Refreshing<T> implements Flow.Subscriber<T> {

    private static final System.Logger LOG = System.getLogger("io.github.kashew");

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(T element) {}

    @Override
    public void onError(Throwable failure) {
        if (!(failure instanceof LockedException)) { // another process does it
            LOG.log(System.Logger.Level.DEBUG, "a stream that was run in the background has failed", failure);
        }
    }

    @Override
    public void onComplete() {}
}
