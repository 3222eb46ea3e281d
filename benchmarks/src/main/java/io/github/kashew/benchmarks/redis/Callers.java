package io.github.kashew.benchmarks.redis;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Callers at the same time, each of which makes its next call when it has the answer to the last one. */
final class Callers {

    private static final int CALLERS = 64;
    private static final int EACH = 50;

    /** How many calls are made in all. */
    static final int CALLS = CALLERS * EACH;

    private final Supplier<? extends CompletionStage<?>> call;
    private final AtomicInteger calling = new AtomicInteger(CALLERS);
    private final CompletableFuture<@Nullable Void> over = new CompletableFuture<>();

    private Callers(Supplier<? extends CompletionStage<?>> call) {
        this.call = call;
    }

    /** Makes all calls; each has to answer something. */
    static void run(Supplier<? extends CompletionStage<?>> call) {
        Callers callers = new Callers(call);
        for (int i = 0; i < CALLERS; i++) {
            callers.call(EACH);
        }
        callers.over.join();
    }

    private void call(int left) {
        call.get().whenComplete((answer, failure) -> {
            if (failure != null || answer == null) {
                over.completeExceptionally(new AssertionError("a call answered " + answer, failure));
            } else if (left > 1) {
                call(left - 1);
            } else if (calling.decrementAndGet() == 0) {
                over.complete(null);
            }
        });
    }
}
