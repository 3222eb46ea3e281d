package io.github.kashew;

import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Advice around every command of a route: it may look, replace the command, its result, or answer itself.
 *
 * <p>Implementations are thread-safe and do not block. The first one that was added is the outermost.
 */
@FunctionalInterface
public interface Middleware {

    /** Carries {@code command} out, usually by {@code next.proceed(command)}. */
    <R extends @Nullable Object> CompletionStage<R> handle(Command<R> command, Next next);

    /** What is behind a middleware. */
    @FunctionalInterface
    interface Next {
        /** Carries a command out. */
        <R extends @Nullable Object> CompletionStage<R> proceed(Command<R> command);
    }
}
