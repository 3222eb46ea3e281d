package io.github.kashew;

import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One thing to do to a cache, as a value: what {@link Middleware} sees and may replace.
 *
 * <p>Commands are immutable records, in sealed groups.
 *
 * @param <R> the result
 */
public sealed interface Command<R extends @Nullable Object>
        permits ValueCommand, KeyCommand, NumberCommand, SetCommand, LeaseCommand, TagCommand, StoreCommand {

    /** Returns what kind of command this is. */
    CommandKind kind();

    /**
     * Returns the keys, in order; empty for commands on a whole store.
     *
     * <p>For commands by pattern, the pattern.
     */
    List<String> keys();

    /** Returns the same command on other keys; a pattern is mapped like a key. */
    Command<R> mapKeys(UnaryOperator<String> mapping);

    /** Calls the method of {@code target} that is for this command. */
    CompletionStage<R> dispatch(Commands target);
}
