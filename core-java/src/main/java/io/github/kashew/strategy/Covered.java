package io.github.kashew.strategy;

import io.github.kashew.Condition;
import io.github.kashew.PlanSpec;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The failures in whose place an older value is answered; never those that no condition is asked about.
 *
 * @param types the covered types
 */
record Covered(Set<Class<? extends Throwable>> types) {

    /** Every exception that an older value may stand in for, or that may be stored. */
    static final Covered EXCEPTIONS = new Covered(Set.of(Exception.class));

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
                && (!(failure instanceof Exception) || Condition.isAskedAbout(failure));
    }
}
