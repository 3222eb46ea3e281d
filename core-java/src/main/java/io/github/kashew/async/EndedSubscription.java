package io.github.kashew.async;

import java.util.concurrent.Flow;

/** The subscription of a publisher that has nothing to publish. */
record EndedSubscription() implements Flow.Subscription {

    @Override
    public void request(long count) {}

    @Override
    public void cancel() {}
}
