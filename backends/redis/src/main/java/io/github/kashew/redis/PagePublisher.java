package io.github.kashew.redis;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Publishes the elements of pages, each subscriber at the pace it requests; a page is asked for when the one before is
 * used up and more is wanted.
 *
 * <p>Follows the Reactive Streams rules: one signal at a time, no more elements than were requested, a request that is
 * not positive fails the subscription, and nothing is signalled after cancellation.
 */
final class PagePublisher<T> implements Flow.Publisher<T> {

    private final Supplier<Pages<T>> source;

    /** Makes new pages for each subscriber. */
    PagePublisher(Supplier<Pages<T>> source) {
        this.source = source;
    }

    /** A sequence of pages. */
    @FunctionalInterface
    interface Pages<T> {
        /** Answers the next page, which may be empty, or null at the end. */
        CompletionStage<? extends @Nullable Collection<T>> next();
    }

    @Override
    public void subscribe(Flow.Subscriber<? super T> subscriber) {
        Objects.requireNonNull(subscriber, "subscriber");
        subscriber.onSubscribe(new Reading<T>(source.get(), subscriber));
    }

    private static final class Reading<T> implements Flow.Subscription {
        private final Pages<T> pages;
        private final Flow.Subscriber<? super T> subscriber;
        private final AtomicLong requested = new AtomicLong();
        private final AtomicInteger turns = new AtomicInteger();
        private final Queue<T> page = new ArrayDeque<>();
        private boolean asking;
        private boolean ended;
        private volatile @Nullable Throwable failed;
        private volatile boolean cancelled;

        Reading(Pages<T> pages, Flow.Subscriber<? super T> subscriber) {
            this.pages = pages;
            this.subscriber = subscriber;
        }

        @Override
        public void request(long count) {
            if (count <= 0) {
                failed = new IllegalArgumentException("request must be positive (rule 3.9)");
            } else {
                requested.accumulateAndGet(count, (had, more) -> had + more < 0 ? Long.MAX_VALUE : had + more);
            }
            drain(() -> {});
        }

        @Override
        public void cancel() {
            cancelled = true;
        }

        /** Changes the state and signals; a call while another is at it leaves its turn to that one. */
        private void drain(Runnable change) {
            synchronized (page) {
                change.run();
            }
            if (turns.getAndIncrement() != 0) {
                return;
            }
            int missed = 1;
            do {
                signal();
                missed = turns.addAndGet(-missed);
            } while (missed != 0);
        }

        private void signal() {
            while (!cancelled) {
                Throwable failure = failed;
                if (failure != null) {
                    cancelled = true;
                    subscriber.onError(failure);
                    return;
                }
                T element;
                synchronized (page) {
                    if (asking) {
                        return;
                    }
                    if (page.isEmpty() && ended) {
                        cancelled = true;
                        element = null;
                    } else if (requested.get() == 0) {
                        return;
                    } else {
                        element = page.poll();
                        asking = element == null;
                    }
                }
                if (cancelled) {
                    subscriber.onComplete();
                } else if (element != null) {
                    requested.decrementAndGet();
                    subscriber.onNext(element);
                } else {
                    pages.next().whenComplete((more, trouble) -> drain(() -> arrived(more, trouble)));
                }
            }
        }

        private void arrived(@Nullable Collection<T> more, @Nullable Throwable trouble) {
            asking = false;
            if (trouble != null) {
                failed = Failures.unwrapped(trouble);
            } else if (more == null) {
                ended = true;
            } else {
                page.addAll(more);
            }
        }
    }
}
