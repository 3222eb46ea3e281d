package io.github.kashew.benchmarks.reliability;

import static io.github.kashew.strategy.Strategies.bulkhead;
import static io.github.kashew.strategy.Strategies.circuitBreaker;
import static io.github.kashew.strategy.Strategies.early;
import static io.github.kashew.strategy.Strategies.failover;
import static io.github.kashew.strategy.Strategies.locked;
import static io.github.kashew.strategy.Strategies.rateLimit;
import static io.github.kashew.strategy.Strategies.simple;
import static io.github.kashew.strategy.Strategies.slidingRateLimit;
import static io.github.kashew.strategy.Strategies.soft;

import io.github.kashew.Cache;
import io.github.kashew.CachePlan;
import io.github.kashew.Strategy;
import java.util.List;

/** Every strategy, alone or around one that stores. */
final class Chains {

    private static final List<List<Strategy>> ALL = List.of(
            List.of(simple("10m")),
            List.of(early("10m", "5m")),
            List.of(early("10m").adaptive(1)),
            List.of(soft("10m", "5m")),
            List.of(failover("10m")),
            List.of(failover("1h"), soft("10m", "5m")),
            List.of(locked("30s")),
            List.of(locked("30s"), simple("10m")),
            List.of(rateLimit(1_000_000, "10m")),
            List.of(slidingRateLimit(1_000, "10m")),
            List.of(circuitBreaker(50, 100)),
            List.of(bulkhead(4)),
            List.of(simple("10m"), bulkhead(4)),
            List.of(failover("1h"), rateLimit(1_000_000, "10m"), circuitBreaker(50, 100), early("10m", "5m")));

    private Chains() {}

    /** Returns a plan of {@code cache} for each chain, with one argument. */
    static List<CachePlan<String>> plans(Cache cache, String loadTimeout) {
        return ALL.stream()
                .map(chain -> cache.plan(String.class)
                        .key("k:{id}")
                        .through(chain.toArray(Strategy[]::new))
                        .loadTimeout(loadTimeout)
                        .build())
                .toList();
    }
}
