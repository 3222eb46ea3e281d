package io.github.kashew.internal;

import io.github.kashew.Counts;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The counters of one route: by plan, and for what no plan has asked. Thread-safe. */
final class Tallies {

    /** Names of plans beyond these are counted together. */
    private static final int MOST_PLANS = 1_000;

    private static final String OTHERS = "(others)";

    private final Tally direct = new Tally();
    private final Map<String, Tally> plans = new ConcurrentHashMap<>();

    /** Returns the counters of what no plan has asked, of evictions, and of the failures of the store. */
    Tally direct() {
        return direct;
    }

    /** Returns the counters of a plan, which plans of an equal name share. */
    Tally ofPlan(String name) {
        Tally known = plans.get(name);
        if (known != null) {
            return known;
        }
        return plans.computeIfAbsent(plans.size() < MOST_PLANS ? name : OTHERS, ignored -> new Tally());
    }

    /** Returns everything that this route has counted. */
    Counts counts() {
        return plans.values().stream().map(Tally::countsOfPlan).reduce(direct.counts(), Counts::plus);
    }

    /** Adds what the plans have counted here. */
    void addPlansTo(Map<String, Counts> byName) {
        plans.forEach((name, tally) -> byName.merge(name, tally.counts(), Counts::plus));
    }
}
