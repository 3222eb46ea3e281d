package io.github.kashew.benchmarks.scale;

import io.github.kashew.Cache;
import io.github.kashew.Ttl;
import io.github.kashew.benchmarks.memory.ExpiringCaffeine;
import io.github.kashew.benchmarks.memory.User;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Hits of random keys among few and many; what the processor's caches do not hold is part of the cost. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class Keys {

    /** The keys that are asked for. */
    @State(Scope.Benchmark)
    public static class Asked {

        /** How many there are, a power of two. */
        @Param("1024")
        public int size;

        private String[] keys = {};

        /** Makes keys that are not those that are stored. */
        @Setup
        public void make() {
            keys = new String[size];
            for (int i = 0; i < size; i++) {
                keys[i] = "user:" + i;
            }
        }

        /** Returns any of them. */
        public String any() {
            return keys[ThreadLocalRandom.current().nextInt() & size - 1];
        }
    }

    /** Our side. */
    @State(Scope.Benchmark)
    public static class Ours {
        private @Nullable Cache cache;

        /** Stores a user for every key. */
        @Setup
        public void fill(Asked asked) {
            Cache filled = Cache.open("mem://?size=" + 2 * asked.size);
            for (int i = 0; i < asked.size; i++) {
                filled.set("user:" + i, User.of(i), Ttl.of("1h"));
            }
            cache = filled;
        }

        /** Closes the cache. */
        @TearDown
        public void close() {
            if (cache != null) {
                cache.close();
            }
        }
    }

    /** The floor. */
    @State(Scope.Benchmark)
    public static class Floor {
        private com.github.benmanes.caffeine.cache.@Nullable Cache<String, User> cache;

        /** Stores a user for every key. */
        @Setup
        public void fill(Asked asked) {
            cache = ExpiringCaffeine.builder(2L * asked.size).build();
            for (int i = 0; i < asked.size; i++) {
                cache.put("user:" + i, User.of(i));
            }
        }
    }

    /** Gets a value. */
    @Benchmark
    public @Nullable User ours(Ours kashew, Asked asked) {
        return kashew.cache == null
                ? null
                : kashew.cache
                        .get(asked.any(), User.class)
                        .toCompletableFuture()
                        .getNow(null);
    }

    /** Gets a value. */
    @Benchmark
    public @Nullable User floor(Floor caffeine, Asked asked) {
        return caffeine.cache == null ? null : caffeine.cache.getIfPresent(asked.any());
    }
}
