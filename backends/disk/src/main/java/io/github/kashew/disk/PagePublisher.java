package io.github.kashew.disk;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Publishes what is read page by page, at the pace at which it is requested; one page is read ahead.
 *
 * @param pages reads a page
 */
record PagePublisher<T>(Pages<T> pages) implements Flow.Publisher<T> {

    /** Where a page begins: in which shard, and after which key of it. */
    record Position(int shard, @Nullable String after) {
        static final Position FIRST = new Position(0, null);
    }

    /** What was read, and where to go on; null at the end. */
    record Page<T>(List<T> elements, @Nullable Position next) {}

    /** Reads a page. */
    @FunctionalInterface
    interface Pages<T> {
        CompletionStage<Page<T>> read(Position position);
    }

    @Override
    public void subscribe(Flow.Subscriber<? super T> subscriber) {
        Objects.requireNonNull(subscriber, "subscriber");
        Reading<T> reading = new Reading<>(pages, subscriber);
        subscriber.onSubscribe(reading);
        reading.drain();
    }

    /** One subscriber's way through the pages. What is not atomic or volatile belongs to the thread that drains. */
    private static final class Reading<T> implements Flow.Subscription {

        private final Pages<T> pages;
        private final Flow.Subscriber<? super T> subscriber;
        private final Queue<T> elements = new ArrayDeque<>();
        private final AtomicLong requested = new AtomicLong();
        private final AtomicInteger turns = new AtomicInteger();
        private @Nullable Position next = Position.FIRST;
        private boolean reading;
        private volatile @Nullable Page<T> arrived;
        private volatile @Nullable Throwable failure;
        private volatile boolean finished;

        Reading(Pages<T> pages, Flow.Subscriber<? super T> subscriber) {
            this.pages = pages;
            this.subscriber = subscriber;
        }

        @Override
        public void request(long count) {
            if (count <= 0) {
                failure = new IllegalArgumentException("request must be positive (rule 3.9)");
            } else {
                requested.accumulateAndGet(count, (had, more) -> had + more < 0 ? Long.MAX_VALUE : had + more);
            }
            drain();
        }

        @Override
        public void cancel() {
            finished = true;
        }

        void drain() {
            if (turns.getAndIncrement() != 0) {
                return;
            }
            int missed = 1;
            do {
                go();
                missed = turns.addAndGet(-missed);
            } while (missed != 0);
        }

        private void go() {
            takePage();
            while (!finished && failure == null && requested.get() > 0 && !elements.isEmpty()) {
                requested.decrementAndGet();
                subscriber.onNext(elements.remove());
            }
            Throwable failed = failure;
            if (finished) {
                elements.clear();
            } else if (failed != null) {
                finished = true;
                subscriber.onError(failed);
            } else if (elements.isEmpty() && !reading) {
                readOn();
            }
        }

        private void takePage() {
            Page<T> page = arrived;
            if (page != null) {
                arrived = null;
                reading = false;
                elements.addAll(page.elements());
                next = page.next();
            }
        }

        private void readOn() {
            Position position = next;
            if (position == null) {
                finished = true;
                subscriber.onComplete();
                return;
            }
            reading = true;
            pages.read(position).whenComplete((page, failed) -> {
                if (failed == null) {
                    arrived = page;
                } else {
                    failure = failed;
                }
                drain();
            });
        }
    }
}
