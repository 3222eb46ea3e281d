package io.github.kashew;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Middleware that holds commands of one kind back until a future completes. */
record HeldBack(CompletableFuture<Void> until, CommandKind kind) implements Middleware {

    @Override
    public <R> CompletionStage<R> handle(Command<R> command, Next next) {
        return command.kind() == kind ? until.thenCompose(ready -> next.proceed(command)) : next.proceed(command);
    }
}
