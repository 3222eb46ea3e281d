package io.github.kashew.redis;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Takes answers from the threads that read them to the executor where the code of users may run, several at a time.
 *
 * <p>At most one run is handed to the executor and has not begun. A run that begins hands over the next one if there is
 * more to do than its first answer, so an answer whose receiver blocks never holds up those behind it.
 */
final class Deliveries {

    private final Executor executor;
    private final Queue<Runnable> answers = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean handedOver = new AtomicBoolean();

    Deliveries(Executor executor) {
        this.executor = executor;
    }

    void add(Runnable answer) {
        answers.add(answer);
        handOver();
    }

    private void handOver() {
        if (!handedOver.get() && handedOver.compareAndSet(false, true)) {
            executor.execute(this::run);
        }
    }

    private void run() {
        handedOver.set(false);
        Runnable answer = answers.poll();
        if (answer != null && !answers.isEmpty()) {
            handOver();
        }
        while (answer != null) {
            answer.run();
            answer = answers.poll();
        }
    }
}
