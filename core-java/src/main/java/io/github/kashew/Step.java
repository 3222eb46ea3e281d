package io.github.kashew;

import java.util.concurrent.CompletionStage;
import java.util.function.LongPredicate;
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

        /**
         * Tells whether this step answers with {@code entry} as it is, and does nothing else.
         *
         * @param isPast tells whether a moment has passed by the time of the key's route
         */
        boolean serves(Entry<V> entry, LongPredicate isPast);
    }

    /** A reading step that answers with every entry as it is, and whose plan can be asked for many values at once. */
    interface Batching<V extends @Nullable Object> extends Reading<V> {

        @Override
        default boolean serves(Entry<V> entry, LongPredicate isPast) {
            return true;
        }

        /** Returns the entry that this step stores for the outcome of a load at {@code now}, or null if it stores none. */
        @Nullable
        Entry<V> entryOf(Outcome<V> outcome, long now);
    }
}
