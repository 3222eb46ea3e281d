package io.github.kashew.internal;

import io.github.kashew.CacheContext;
import io.github.kashew.Command;
import io.github.kashew.Commands;
import io.github.kashew.Middleware;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Carries commands out in the context of the caller that they are for, on whatever thread they come. */
record InContext(CacheContext context, Commands target) implements Middleware.Next {

    @Override
    public <R extends @Nullable Object> CompletionStage<R> proceed(Command<R> command) {
        try (CacheContext.Scope scope = context.open()) {
            return command.dispatch(target);
        }
    }
}
