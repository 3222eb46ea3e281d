package io.github.kashew.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits for what a cache answers, for a test's thread. */
final class Answers {

    private static final long PATIENCE_SECONDS = 20;

    private Answers() {}

    /** Returns what a stage brings; fails the test with what it failed with, or when it brings nothing. */
    static <T> T answer(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException failed) {
            throw new AssertionError("expected an answer, not " + failed.getCause(), failed.getCause());
        } catch (TimeoutException late) {
            throw new AssertionError("no answer within " + PATIENCE_SECONDS + " s", late);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", interrupted);
        }
    }

    /** Returns what a stage failed with, without what stages wrap around a failure; fails the test when it brings anything. */
    static Throwable failure(CompletionStage<?> stage) {
        CompletableFuture<Throwable> failure = new CompletableFuture<>();
        stage.whenComplete((value, failed) -> {
            if (failed == null) {
                failure.completeExceptionally(new AssertionError("expected a failure, not " + value));
            } else {
                Throwable cause = failed.getCause();
                failure.complete(failed instanceof CompletionException && cause != null ? cause : failed);
            }
        });
        return answer(failure);
    }

    /** Returns everything that is published, asking for one element at a time. */
    static <T> List<T> elements(Flow.Publisher<T> publisher) {
        return elements(publisher, Integer.MAX_VALUE);
    }

    /** Returns the first {@code most} elements and cancels the subscription then. */
    static <T> List<T> elements(Flow.Publisher<T> publisher, int most) {
        return answer(collected(publisher, most));
    }

    /** Subscribes and answers the elements, or the failure of the publisher. */
    static <T> CompletionStage<List<T>> collected(Flow.Publisher<T> publisher, int most) {
        CompletableFuture<List<T>> result = new CompletableFuture<>();
        publisher.subscribe(new Collector<>(most, result));
        return result;
    }

    private static final class Collector<T> implements Flow.Subscriber<T> {

        private final int most;
        private final CompletableFuture<List<T>> result;
        private final List<T> elements = new ArrayList<>();
        private Flow.Subscription subscription = new Unsubscribed();

        Collector(int most, CompletableFuture<List<T>> result) {
            this.most = most;
            this.result = result;
        }

        @Override
        public void onSubscribe(Flow.Subscription given) {
            subscription = given;
            given.request(1);
        }

        @Override
        public void onNext(T element) {
            elements.add(element);
            if (elements.size() < most) {
                subscription.request(1);
            } else {
                subscription.cancel();
                result.complete(elements);
            }
        }

        @Override
        public void onError(Throwable failure) {
            result.completeExceptionally(failure);
        }

        @Override
        public void onComplete() {
            result.complete(elements);
        }
    }

    /** Stands where a publisher has not called {@code onSubscribe}, which it must do first. */
    private static final class Unsubscribed implements Flow.Subscription {
        @Override
        public void request(long count) {
            throw new AssertionError("published an element before onSubscribe");
        }

        @Override
        public void cancel() {
            throw new AssertionError("published an element before onSubscribe");
        }
    }
}
