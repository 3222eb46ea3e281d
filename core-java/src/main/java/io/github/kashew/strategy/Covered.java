package io.github.kashew.strategy;

import io.github.kashew.PlanSpec;
import io.github.kashew.error.CircularLoadException;
import io.github.kashew.error.InvalidKeyException;
import io.github.kashew.error.LoadCancelledException;
import io.github.kashew.error.NotConfiguredException;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * The failures in whose place an older value is answered.
 *
 * @param types the covered types
 */
record Covered(Set<Class<? extends Throwable>> types) {

    /** Every exception that an older value may stand in for, or that may be stored. */
    static final Covered EXCEPTIONS = new Covered(Set.of(Exception.class));

    /** A call that was cancelled has no answer, and mistakes in the program are not covered up. */
    private static final List<Class<? extends Throwable>> NEVER = List.of(
            CancellationException.class,
            LoadCancelledException.class,
            InvalidKeyException.class,
            NotConfiguredException.class,
            CircularLoadException.class);

    /** Checks and takes over what a strategy was given for {@code option}. */
    static Covered of(List<Class<? extends Throwable>> types, String option) {
        if (types.isEmpty()) {
            throw new IllegalArgumentException(
                    option + " needs at least one type of failure, such as IOException.class");
        }
        types.forEach(type -> Objects.requireNonNull(type, option));
        return new Covered(Set.copyOf(types));
    }

    /** Returns what was said of a strategy, or what the cache says of all of them, or every exception. */
    static Covered or(@Nullable Covered said, PlanSpec<?> plan) {
        if (said != null) {
            return said;
        }
        return plan.failures().isEmpty() ? EXCEPTIONS : of(plan.failures(), "failures");
    }

    /** Tells whether {@code failure} is covered. */
    boolean covers(Throwable failure) {
        return types.stream().anyMatch(type -> type.isInstance(failure))
                && NEVER.stream().noneMatch(type -> type.isInstance(failure));
    }
}
