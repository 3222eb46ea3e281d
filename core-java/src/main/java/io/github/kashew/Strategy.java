package io.github.kashew;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a policy wraps what is inside it. Kashew's own strategies and a user's are made against this interface.
 *
 * <p>A plan calls {@link #around} once, when it is built, from the innermost strategy to the outermost; a call then runs
 * through the steps. {@link Object#toString()} is how the strategy appears in the drawing of a plan, for example
 * {@code simple(1h)}. Strategies are immutable and can be shared by plans.
 */
@FunctionalInterface
public interface Strategy {

    /**
     * Returns the step that applies this policy around {@code inner}.
     *
     * @throws IllegalArgumentException if this policy makes no sense in {@code plan}; the message says why
     */
    <V extends @Nullable Object> Step<V> around(Step<V> inner, PlanSpec<V> plan);

    /** Tells whether this strategy stores what it answers; a plan has at most one that does. */
    default boolean stores() {
        return false;
    }

    /** Returns how long a load of the plan may take at most, if this strategy says so, or null. */
    default @Nullable Duration loadTimeout() {
        return null;
    }

    /** Tells whether calls of a plan that stores nothing have to run each for itself, because they change something. */
    default boolean runsEachCall() {
        return false;
    }
}
