package io.github.kashew.strategy;

import io.github.kashew.Call;
import io.github.kashew.PlanSpec;
import io.github.kashew.error.InvalidKeyException;
import io.github.kashew.error.Printable;
import io.github.kashew.key.Args;
import io.github.kashew.key.KeyTemplate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A second template for the calls of a plan; its names are those that the key of the plan binds. */
record BoundTemplate(KeyTemplate template) {

    /**
     * Compiles {@code text}.
     *
     * @throws io.github.kashew.error.InvalidKeyException if it names what the key of the plan does not
     */
    static BoundTemplate of(String text, PlanSpec<?> plan) {
        KeyTemplate own = plan.template();
        List<String> names = own == null ? List.of() : own.parameterNames();
        if (own != null && own.arity() == KeyTemplate.ANY_ARITY) {
            KeyTemplate open = KeyTemplate.parse(text, plan.formats());
            if (open.arity() == KeyTemplate.ANY_ARITY) {
                return new BoundTemplate(inOrder(open, names));
            }
        }
        return new BoundTemplate(KeyTemplate.parse(text, names, plan.formats()));
    }

    private static KeyTemplate inOrder(KeyTemplate open, List<String> names) {
        int named = open.roots().size();
        if (named > names.size() || !names.subList(0, named).equals(open.roots())) {
            throw new InvalidKeyException("template " + Printable.text(open.template())
                    + " takes all arguments: name them in the order of the plan's key, which names " + names);
        }
        return open;
    }

    /** Returns the key of a call. */
    String key(Call<?> call) {
        return template.render(bound(call.args()), call.context()::value);
    }

    /** A plan whose template takes any number of values may be called with more than are named. */
    private Args bound(Args args) {
        int named = template.arity();
        if (named == KeyTemplate.ANY_ARITY || args.size() <= named) {
            return args;
        }
        @Nullable Object[] first = new @Nullable Object[named];
        for (int i = 0; i < named; i++) {
            first[i] = args.get(i);
        }
        return Args.of(first);
    }
}
