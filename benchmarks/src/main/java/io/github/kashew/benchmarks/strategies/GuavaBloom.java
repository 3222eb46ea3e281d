package io.github.kashew.benchmarks.strategies;

import com.google.common.hash.BloomFilter;
import com.google.common.hash.Funnels;
import java.nio.charset.StandardCharsets;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The floor: a filter of Guava with the same members and the same number of bits, up to a word. */
@State(Scope.Benchmark)
public class GuavaBloom {

    /** The filter. */
    public final BloomFilter<CharSequence> seen =
            BloomFilter.create(Funnels.stringFunnel(StandardCharsets.UTF_8), Members.CAPACITY, Members.RATE);

    /** Adds all members. */
    @Setup
    public void fill() {
        for (int i = 0; i < Members.CAPACITY; i++) {
            seen.put(Members.member(i));
        }
    }
}
