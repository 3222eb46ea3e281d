package io.github.kashew.internal;

import io.github.kashew.CacheContext;
import io.github.kashew.Command;
import io.github.kashew.Commands;
import io.github.kashew.Entry;
import io.github.kashew.Lookup;
import io.github.kashew.Middleware;
import io.github.kashew.Missing;
import io.github.kashew.ValueCommand;
import io.github.kashew.async.Stages;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Where the commands of the application enter, those of its plans excepted: keys are let in, hits and misses counted.
 *
 * @param context tells what keys have to belong to
 * @param inside tells which way commands go on
 */
record Door(Engine engine, Supplier<CacheContext> context, Supplier<Commands> inside) implements Middleware.Next {

    @Override
    public <R extends @Nullable Object> CompletionStage<R> proceed(Command<R> command) {
        engine.admit(command, context.get());
        CompletionStage<R> answer = command.dispatch(inside.get());
        if (command instanceof ValueCommand.Get<?> get) {
            whenFound(answer, found -> count(get.key(), (Lookup<?>) found));
        } else if (command instanceof ValueCommand.GetMany<?> getMany) {
            whenFound(answer, found -> countAll(getMany.keys(), (List<?>) found));
        }
        return answer;
    }

    private static void whenFound(CompletionStage<?> answer, Consumer<Object> counting) {
        if (Stages.isDone(answer)) {
            counting.accept(Stages.value(answer));
        } else {
            answer.handle((found, failure) -> {
                if (found != null) {
                    counting.accept(found);
                }
                return counting;
            });
        }
    }

    private void countAll(List<String> keys, List<?> lookups) {
        for (int i = 0; i < keys.size(); i++) {
            count(keys.get(i), (Lookup<?>) lookups.get(i));
        }
    }

    private void count(String key, Lookup<?> found) {
        Tally tally = engine.routes().ofAny(key).tallies().direct();
        if (found instanceof Entry<?>) {
            tally.hits.increment();
        } else if (((Missing<?>) found).reason() != Missing.Reason.DISABLED) {
            tally.misses.increment();
        }
    }
}
