package io.github.kashew.internal;

import io.github.kashew.Command;
import io.github.kashew.Commands;
import io.github.kashew.Middleware;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Middleware around a store, folded once. */
final class Pipeline {

    private Pipeline() {}

    /** Returns the way through {@code middleware}, outermost first, to {@code store}. */
    static Commands fold(List<Middleware> middleware, Commands store) {
        Middleware.Next next = new Innermost(store);
        for (int i = middleware.size() - 1; i >= 0; i--) {
            next = new Around(middleware.get(i), next);
        }
        return new CommandsThrough(next);
    }

    private record Innermost(Commands store) implements Middleware.Next {
        @Override
        public <R extends @Nullable Object> CompletionStage<R> proceed(Command<R> command) {
            return command.dispatch(store);
        }
    }

    private record Around(Middleware middleware, Middleware.Next next) implements Middleware.Next {
        @Override
        public <R extends @Nullable Object> CompletionStage<R> proceed(Command<R> command) {
            return middleware.handle(command, next);
        }
    }
}
