package io.github.kashew.strategy;

import io.github.kashew.PlanSpec;
import io.github.kashew.Step;
import io.github.kashew.Strategy;
import io.github.kashew.key.KeyTemplate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Deletes keys after a call that succeeded.
 *
 * <p>The keys are rendered from the values of the call before it runs, by the rules of all keys: a value is never a pattern.
 * When the call has succeeded they are deleted, and then it is answered. If that deletion fails, the call fails with a
 * {@link io.github.kashew.error.BackendException} that says that it had succeeded. A call that fails or is cancelled deletes
 * nothing. To delete the key that the plan itself stores is refused. In a plan that stores nothing, every call runs for itself. Made by
 * {@link Strategies#invalidate(String, String...)}; immutable, equal by its templates.
 */
public final class Invalidate implements Strategy {

    private final List<String> templates;

    Invalidate(List<String> templates) {
        templates.forEach(template -> Objects.requireNonNull(template, "template"));
        this.templates = List.copyOf(templates);
    }

    @Override
    public boolean runsEachCall() {
        return true;
    }

    /** Compiles the templates; a name that the key of the plan does not bind is refused. */
    @Override
    public <V extends @Nullable Object> Step<V> around(Step<V> inner, PlanSpec<V> plan) {
        requireOtherKeys(plan);
        return new InvalidateStep<>(
                inner,
                templates.stream()
                        .map(template -> BoundTemplate.of(template, plan))
                        .toList(),
                toString());
    }

    private void requireOtherKeys(PlanSpec<?> plan) {
        KeyTemplate own = plan.template();
        if (own == null || !templates.contains(own.template())) {
            return;
        }
        for (Strategy each : plan.strategies()) {
            if (each.stores()) {
                throw new IllegalArgumentException(
                        this + " would delete what " + each + " stores at the same key: leave one of them out");
            }
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other || other instanceof Invalidate that && templates.equals(that.templates);
    }

    @Override
    public int hashCode() {
        return templates.hashCode();
    }

    @Override
    public String toString() {
        return "invalidate(" + String.join(", ", templates) + ")";
    }
}
