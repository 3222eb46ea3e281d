package io.github.kashew.internal;

import io.github.kashew.CacheContext;
import io.github.kashew.Command;
import io.github.kashew.CommandKind;
import io.github.kashew.Entry;
import io.github.kashew.Lookup;
import io.github.kashew.Middleware;
import io.github.kashew.Missing;
import io.github.kashew.ValueCommand;
import io.github.kashew.async.Stages;
import io.github.kashew.spi.Backend;
import io.github.kashew.spi.WriteCondition;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Lets commands through to a route unless they are switched off.
 *
 * <p>A look-up that is switched off while storing is not still asks the store, for what may be replaced, and hides what it
 * holds.
 */
final class Gate implements Middleware {

    private final Switchboard switches;
    private final String prefix;
    private final SwitchedOff instead;

    Gate(Switchboard switches, String prefix, Backend<?> backend) {
        this.switches = switches;
        this.prefix = prefix;
        this.instead = new SwitchedOff(backend);
    }

    /** Tells whether commands of a kind pass from a context. */
    boolean isOpen(CommandKind kind, CacheContext context) {
        return switches.isOn(kind, prefix, context);
    }

    /** Returns what answers in place of the store. */
    SwitchedOff instead() {
        return instead;
    }

    @Override
    @SuppressWarnings("unchecked") // a look-up answers look-ups
    public <R extends @Nullable Object> CompletionStage<R> handle(Command<R> command, Next next) {
        CacheContext context = CacheContext.current();
        if (isOpen(command.kind(), context)) {
            return next.proceed(command);
        }
        if (command instanceof ValueCommand.Get<?> get && isOpen(CommandKind.SET, context)) {
            return (CompletionStage<R>) hidden(get, next);
        }
        if (command instanceof ValueCommand.GetMany<?> getMany && isOpen(CommandKind.SET, context)) {
            return (CompletionStage<R>) hidden(getMany, next);
        }
        return command.dispatch(instead);
    }

    private static <V extends @Nullable Object> CompletionStage<Lookup<V>> hidden(
            ValueCommand.Get<V> command, Next next) {
        return Stages.map(next.proceed(command), Gate::hide);
    }

    private static <V extends @Nullable Object> CompletionStage<List<Lookup<V>>> hidden(
            ValueCommand.GetMany<V> command, Next next) {
        return Stages.map(
                next.proceed(command), found -> found.stream().map(Gate::hide).toList());
    }

    private static <V extends @Nullable Object> Lookup<V> hide(Lookup<V> found) {
        WriteCondition storable = found instanceof Missing<V> missing
                ? missing.storable()
                : WriteCondition.unchangedSince((Entry<V>) found);
        return new Missing<>(Missing.Reason.DISABLED, storable);
    }
}
