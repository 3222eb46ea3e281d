package io.github.kashew.strategy;

import io.github.kashew.Call;
import io.github.kashew.PlanSpec;
import org.jspecify.annotations.Nullable;

/**
 * What a guard counts together: the calls of one key, or those for which a template of its own gives the same text.
 *
 * @param template the template, or null for the key of the call
 */
record GuardKey(@Nullable BoundTemplate template) {

    /** Compiles {@code text} over the names of the plan's template; null stands for the key of the call. */
    static GuardKey of(@Nullable String text, PlanSpec<?> plan) {
        return new GuardKey(text == null ? null : BoundTemplate.of(text, plan));
    }

    /** Returns what the call is counted under. */
    String of(Call<?> call) {
        return template == null ? call.key() : template.key(call);
    }
}
