package io.github.kashew;

import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;

/** Middleware that writes down the kinds of the commands that pass. */
final class Recorder implements Middleware {

    private final List<CommandKind> kinds = new CopyOnWriteArrayList<>();

    @Override
    public <R> CompletionStage<R> handle(Command<R> command, Next next) {
        kinds.add(command.kind());
        return next.proceed(command);
    }

    /** Returns what has passed since the last time, oldest first. */
    List<CommandKind> take() {
        List<CommandKind> taken = List.copyOf(kinds);
        kinds.clear();
        return taken;
    }
}
