package io.github.kashew.benchmarks;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** The base line of a memory hit: the bare store that the memory backend is built on. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CaffeineHit {
    private final Cache<String, Long> store =
            Caffeine.newBuilder().maximumSize(10_000).build();

    /** Prepares one entry. */
    public CaffeineHit() {
        store.put("user:42", 42L);
    }

    /** Reads the entry that is present. */
    @Benchmark
    public @Nullable Long get() {
        return store.getIfPresent("user:42");
    }
}
