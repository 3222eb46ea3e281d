package io.github.kashew.internal;

import io.github.kashew.CacheContext;
import io.github.kashew.key.Args;
import java.util.Objects;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What a stream is run from.
 *
 * @param args the values of the call that brought it
 * @param publishers makes a publisher for each run
 */
record StreamSource<T>(Args args, Supplier<? extends Flow.Publisher<T>> publishers) {

    /** Runs it in a context; what it throws instead is told to {@code otherwise}. */
    void run(CacheContext context, Flow.Subscriber<T> target, Consumer<Throwable> otherwise) {
        try (CacheContext.Scope inside = context.open()) {
            Flow.Publisher<T> published =
                    Objects.requireNonNull(publishers.get(), "the source of a cached stream returned null");
            published.subscribe(target);
        } catch (Throwable thrown) {
            otherwise.accept(thrown);
        }
    }
}
