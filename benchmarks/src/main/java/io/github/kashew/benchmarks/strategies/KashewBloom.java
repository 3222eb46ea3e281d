package io.github.kashew.benchmarks.strategies;

import io.github.kashew.BloomFilter;
import io.github.kashew.BloomSize;
import io.github.kashew.Cache;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Our side: a filter in memory that is full. */
@State(Scope.Benchmark)
public class KashewBloom {

    private final Cache cache = Cache.open("mem://");

    /** The filter; a member is what was given, and nothing else. */
    public final BloomFilter seen = cache.bloomFilter("{member}", BloomSize.of(Members.CAPACITY, Members.RATE));

    /** Adds all members. */
    @Setup
    public void fill() {
        for (int i = 0; i < Members.CAPACITY; i++) {
            if (!seen.add(seen.args(Members.member(i))).toCompletableFuture().isDone()) {
                throw new IllegalStateException("what is added in memory has to be there at once");
            }
        }
    }

    /** Closes the cache. */
    @TearDown
    public void close() {
        cache.close();
    }
}
