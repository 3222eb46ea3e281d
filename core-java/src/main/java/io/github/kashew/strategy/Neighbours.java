package io.github.kashew.strategy;

import io.github.kashew.PlanSpec;
import io.github.kashew.Strategy;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** What strategies require of the others in their plan. */
final class Neighbours {

    private Neighbours() {}

    /**
     * Requires that a plan has at most one strategy of a kind.
     *
     * @param harm what two of them would do, and what to write instead
     * @throws IllegalArgumentException if it has more
     */
    static void requireOne(PlanSpec<?> plan, Predicate<Strategy> kind, String harm) {
        List<Strategy> found = plan.strategies().stream().filter(kind).toList();
        if (found.size() > 1) {
            throw new IllegalArgumentException(found.get(0) + " and " + found.get(1) + " in one plan " + harm);
        }
    }

    /**
     * Requires that a strategy is inside none of a kind. One that another strategy makes use of is not in the plan itself,
     * and may be anywhere.
     *
     * @param harm what it would do there
     * @throws IllegalArgumentException if it is inside one
     */
    static void requireOutside(Strategy strategy, PlanSpec<?> plan, Predicate<Strategy> kind, String harm) {
        List<Strategy> all = plan.strategies();
        int own = IntStream.range(0, all.size())
                .filter(i -> all.get(i) == strategy)
                .findFirst()
                .orElse(0);
        for (Strategy outer : all.subList(0, own)) {
            if (kind.test(outer)) {
                throw new IllegalArgumentException(strategy + " inside " + outer + " " + harm
                        + ": put it outside, through(" + strategy + ", " + outer + ")");
            }
        }
    }
}
