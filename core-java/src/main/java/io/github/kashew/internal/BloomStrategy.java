package io.github.kashew.internal;

import io.github.kashew.CachePlan;
import io.github.kashew.PlanBuilder;
import io.github.kashew.PlanSpec;
import io.github.kashew.Step;
import io.github.kashew.Strategy;
import io.github.kashew.TypeRef;
import io.github.kashew.key.KeyTemplate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A filter as a strategy: what a plan has to be like for it to make sense. */
abstract class BloomStrategy implements Strategy {

    static final TypeRef<Boolean> YES_OR_NO = TypeRef.of(Boolean.class);

    final KeyTemplate template;

    BloomStrategy(KeyTemplate template) {
        this.template = template;
    }

    /** Returns the plan of calls through this filter alone. */
    final CachePlan<Boolean> alone(Engine engine) {
        return new PlanBuilder<Boolean>(
                        YES_OR_NO, engine.formats(), List.of(), spec -> new CompiledPlan<>(engine, spec))
                .key(template)
                .through(this)
                .build();
    }

    @Override
    public final <V extends @Nullable Object> Step<V> around(Step<V> inner, PlanSpec<V> plan) {
        requireOutsideStore(plan);
        requireArguments(plan.template());
        return step(inner, plan);
    }

    abstract <V extends @Nullable Object> Step<V> step(Step<V> inner, PlanSpec<V> plan);

    private void requireOutsideStore(PlanSpec<?> plan) {
        for (Strategy each : plan.strategies()) {
            if (each == this) {
                return;
            }
            if (each.stores()) {
                throw new IllegalArgumentException(this + " inside " + each
                        + " would have what it does not contain stored, and answered when it contains it: put it"
                        + " outside, through(" + this + ", " + each + ")");
            }
        }
    }

    private void requireArguments(@Nullable KeyTemplate ofPlan) {
        if (ofPlan == null) {
            throw new IllegalArgumentException(this
                    + " needs the values of a call, and a plan without a template has none: use guard of the filter");
        }
        int given = ofPlan.arity();
        int wanted = template.arity();
        if (given != wanted && given != KeyTemplate.ANY_ARITY && wanted != KeyTemplate.ANY_ARITY) {
            throw new IllegalArgumentException(this + " takes " + wanted + " values and the plan has " + given
                    + ": let the template of the filter name those of " + ofPlan.template());
        }
    }
}
