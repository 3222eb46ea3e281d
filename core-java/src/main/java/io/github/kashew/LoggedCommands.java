package io.github.kashew;

import io.github.kashew.async.Stages;
import io.github.kashew.error.Printable;
import io.github.kashew.spi.CacheClock;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Logs a line for each command: its kind, how it ended, how long it took, and its keys where DEBUG is logged. */
record LoggedCommands(System.Logger log, System.Logger.Level level, CacheClock clock) implements Middleware {

    @Override
    public <R extends @Nullable Object> CompletionStage<R> handle(Command<R> command, Next next) {
        if (!log.isLoggable(level)) {
            return next.proceed(command);
        }
        long started = clock.nanos();
        CompletionStage<R> answer = next.proceed(command);
        return Stages.settle(answer, (result, failure) -> {
            Duration took = Duration.ofNanos(clock.nanos() - started);
            log.log(level, command.kind() + keys(command) + ": " + end(result, failure) + " in " + Ttl.textOf(took));
            return answer;
        });
    }

    private String keys(Command<?> command) {
        if (command.keys().isEmpty()) {
            return "";
        }
        return log.isLoggable(System.Logger.Level.DEBUG)
                ? command.keys().stream().map(Printable::text).collect(Collectors.joining(", ", " ", ""))
                : " of " + command.keys().size() + (command.keys().size() == 1 ? " key" : " keys");
    }

    private static String end(@Nullable Object result, @Nullable Throwable failure) {
        if (failure != null) {
            return "failed with " + failure.getClass().getSimpleName();
        }
        if (result instanceof Missing<?> missing) {
            return "miss (" + missing.reason() + ")";
        }
        return result instanceof Entry<?>
                ? "hit"
                : result instanceof Boolean || result instanceof Number ? result.toString() : "done";
    }
}
