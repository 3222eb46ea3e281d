package io.github.kashew;

import io.github.kashew.async.Stages;
import io.github.kashew.spi.WriteCondition;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Lets only values of some sizes be stored. A write of another value that was to replace what is there deletes that: it would
 * be out of date.
 */
record LimitedValues(long least, long most, ToLongFunction<? super @Nullable Object> bytes) implements Middleware {

    LimitedValues {
        if (least < 0 || most < least) {
            throw new IllegalArgumentException(
                    "a value has from 0 to any number of bytes, was given from " + least + " to " + most);
        }
    }

    @Override
    @SuppressWarnings("unchecked") // a set answers a boolean, a set of many nothing
    public <R extends @Nullable Object> CompletionStage<R> handle(Command<R> command, Next next) {
        if (command instanceof ValueCommand.Set<?> set && !fits(set.entry())) {
            return (CompletionStage<R>) refuse(set, next);
        }
        if (command instanceof ValueCommand.SetMany<?> setMany) {
            return (CompletionStage<R>) some(setMany, next);
        }
        return next.proceed(command);
    }

    private boolean fits(Entry<?> entry) {
        if (entry.failure() != null) {
            return true;
        }
        long size = bytes.applyAsLong(entry.content());
        return size >= least && size <= most;
    }

    private static CompletionStage<Boolean> refuse(ValueCommand.Set<?> set, Next next) {
        return set.condition() == WriteCondition.ALWAYS
                ? Stages.map(next.proceed(new KeyCommand.Delete(set.key())), deleted -> false)
                : Stages.done(false);
    }

    private <V extends @Nullable Object> CompletionStage<@Nullable Void> some(
            ValueCommand.SetMany<V> command, Next next) {
        Map<String, Entry<V>> fitting = new LinkedHashMap<>(command.entries());
        fitting.values().removeIf(entry -> !fits(entry));
        List<String> others =
                command.keys().stream().filter(key -> !fitting.containsKey(key)).toList();
        if (others.isEmpty()) {
            return next.proceed(command);
        }
        return Stages.then(
                next.proceed(new KeyCommand.DeleteMany(others)),
                deleted -> fitting.isEmpty()
                        ? Stages.nothing()
                        : next.proceed(new ValueCommand.SetMany<>(fitting, command.type())));
    }
}
