package io.github.kashew;

import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * One step of a compiled plan: answers a call, usually by way of the step inside it.
 *
 * <p>Steps are thread-safe and do not block.
 *
 * @param <V> the type of the value
 */
@FunctionalInterface
public interface Step<V extends @Nullable Object> {

    /** Answers {@code call}. */
    CompletionStage<V> run(Call<V> call);

    /**
     * A step that begins by looking the key up, so that a plan which has it outermost can look first and make a
     * {@link Call} only when it is needed.
     */
    interface Reading<V extends @Nullable Object> extends Step<V> {

        /** Tells whether this step answers with {@code entry} as it is, and does nothing else. */
        boolean serves(Entry<V> entry);

        /** Returns the entry that this step stores for the outcome of a load at {@code now}, or null if it stores none. */
        @Nullable
        Entry<V> entryOf(Outcome<V> outcome, long now);
    }
}
