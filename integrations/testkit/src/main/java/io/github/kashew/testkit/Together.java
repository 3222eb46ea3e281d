package io.github.kashew.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.IntFunction;
import java.util.function.Supplier;

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

    /** Runs a task that waits for answers on a thread of its own, for a caller who must not. */
    static <R> CompletionStage<R> apart(Supplier<R> task) {
        CompletableFuture<R> result = new CompletableFuture<>();
        Thread thread = new Thread(
                () -> {
                    try {
                        result.complete(task.get());
                    } catch (Throwable failure) {
                        result.completeExceptionally(failure);
                    }
                },
                "contract");
        thread.setDaemon(true);
        thread.start();
        return result;
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
