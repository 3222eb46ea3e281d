package io.github.kashew.internal;

import io.github.kashew.Command;
import io.github.kashew.CommandKind;
import io.github.kashew.Middleware;
import io.github.kashew.ValueCommand;
import io.github.kashew.async.Stages;
import io.github.kashew.spi.KeyPattern;
import io.github.kashew.spi.WriteCondition;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Detaches the flights of a key that is changed, under its name as it was asked for: middleware behind this may map keys, so
 * that the store knows another one.
 */
record Detaching(Flights flights) implements Middleware {

    @Override
    public <R extends @Nullable Object> CompletionStage<R> handle(Command<R> command, Next next) {
        if (!changes(command)) {
            return next.proceed(command);
        }
        if (command.kind() == CommandKind.DELETE_MATCH || command.kind() == CommandKind.CLEAR) {
            detach(command); // a load that has begun may have nothing yet that could be deleted
        }
        CompletionStage<R> change = next.proceed(command);
        return Stages.settle(change, (result, failure) -> {
            detach(command);
            return change;
        });
    }

    private static boolean changes(Command<?> command) {
        return switch (command.kind()) {
            case SET_MANY, SET_RAW, DELETE, DELETE_MANY, DELETE_MATCH, EXPIRE, CLEAR -> true;
            case SET -> !WriteCondition.isOfLoad(((ValueCommand.Set<?>) command).condition());
            default -> false;
        };
    }

    private void detach(Command<?> command) {
        switch (command.kind()) {
            case CLEAR -> flights.detachAll();
            case DELETE_MATCH ->
                flights.detachMatching(KeyPattern.of(command.keys().get(0)));
            default -> command.keys().forEach(flights::detach);
        }
    }
}
