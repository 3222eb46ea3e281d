package io.github.kashew.strategy;

import io.github.kashew.Call;
import io.github.kashew.PlanSpec;
import io.github.kashew.key.KeyTemplate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a guard counts together: the calls of one key, or those for which a template of its own gives the same text. */
final class GuardKey {

    private final @Nullable KeyTemplate template;

    private GuardKey(@Nullable KeyTemplate template) {
        this.template = template;
    }

    /** Compiles {@code text} over the names of the plan's template; null stands for the key of the call. */
    static GuardKey of(@Nullable String text, PlanSpec<?> plan) {
        if (text == null) {
            return new GuardKey(null);
        }
        KeyTemplate ofPlan = plan.template();
        return new GuardKey(KeyTemplate.parse(text, ofPlan == null ? List.of() : ofPlan.parameterNames()));
    }

    /** Returns what the call is counted under. */
    String of(Call<?> call) {
        return template == null ? call.key() : template.render(call.args(), call.context()::value);
    }
}
