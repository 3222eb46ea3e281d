package io.github.kashew.benchmarks.memory;

import com.github.benmanes.caffeine.cache.AsyncCache;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** The floor of loads: an empty asynchronous Caffeine with a deadline for each entry. */
@State(Scope.Benchmark)
public class AsyncCaffeine {

    /** The cache. */
    public final AsyncCache<String, User> cache = ExpiringCaffeine.builder().buildAsync();
}
