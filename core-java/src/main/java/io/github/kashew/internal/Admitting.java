package io.github.kashew.internal;

import io.github.kashew.CacheContext;
import io.github.kashew.Command;
import io.github.kashew.Commands;
import io.github.kashew.Middleware;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Lets in commands that strategies make for a call, if what they are about belongs to the context of the call. */
record Admitting(Engine engine, CacheContext context, Commands target) implements Middleware.Next {

    @Override
    public <R extends @Nullable Object> CompletionStage<R> proceed(Command<R> command) {
        engine.admit(command, context);
        return command.dispatch(target);
    }
}
