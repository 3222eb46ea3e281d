package io.github.kashew.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.IntFunction;

/** Runs a task on several threads at the same time. */
final class Together {

    private Together() {}

    /** Starts {@code task} on each thread at once, with the number of the thread, and returns what each brought. */
    static <R> List<R> together(int threads, IntFunction<R> task) {
        CountDownLatch ready = new CountDownLatch(threads);
        List<FutureTask<R>> runs = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            int thread = i;
            Callable<R> run = () -> {
                ready.countDown();
                ready.await();
                return task.apply(thread);
            };
            runs.add(new FutureTask<>(run));
        }
        for (FutureTask<R> run : runs) {
            Thread thread = new Thread(run, "contract");
            thread.setDaemon(true);
            thread.start();
        }
        return runs.stream().map(Together::result).toList();
    }

    private static <R> R result(FutureTask<R> run) {
        try {
            return run.get();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", interrupted);
        } catch (ExecutionException failed) {
            throw new AssertionError("a thread failed: " + failed.getCause(), failed.getCause());
        }
    }
}
