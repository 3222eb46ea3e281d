package io.github.kashew.benchmarks.scale;

import io.github.kashew.Cache;
import io.github.kashew.CacheBuilder;
import io.github.kashew.Ttl;
import io.github.kashew.benchmarks.memory.Ring;
import io.github.kashew.benchmarks.memory.User;
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

/** Hits in a cache of few and many routes, whose prefixes begin with all letters; the floor has one route. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class Routes {

    /** A cache with as many routes as asked for, and one for the keys that are used. */
    @State(Scope.Benchmark)
    public static class Routed {

        /** How many routes there are. */
        @Param("1")
        public int routes;

        private @Nullable Cache cache;

        /** Opens the cache and stores every user. */
        @Setup
        public void fill() {
            cache = open(routes);
        }

        /** Closes the cache. */
        @TearDown
        public void close() {
            if (cache != null) {
                cache.close();
            }
        }
    }

    /** A cache with one route. */
    @State(Scope.Benchmark)
    public static class Single {
        private final Cache cache = open(1);

        /** Closes the cache. */
        @TearDown
        public void close() {
            cache.close();
        }
    }

    private static Cache open(int routes) {
        CacheBuilder builder = Cache.builder().route("user:", "mem://");
        for (int i = 1; i < routes; i++) {
            builder.route((char) ('a' + i % 26) + "route" + i + ":", "mem://");
        }
        Cache cache = builder.build();
        for (int i = 0; i < Ring.SIZE; i++) {
            long id = Ring.idAt(i);
            cache.set(Ring.keyOf(id), User.of(id), Ttl.of("1h"));
        }
        return cache;
    }

    /** Gets a value. */
    @Benchmark
    public @Nullable User ours(Routed kashew, Ring ring) {
        return kashew.cache == null
                ? null
                : kashew.cache
                        .get(ring.nextKey(), User.class)
                        .toCompletableFuture()
                        .getNow(null);
    }

    /** Gets a value. */
    @Benchmark
    public @Nullable User floor(Single kashew, Ring ring) {
        return kashew.cache
                .get(ring.nextKey(), User.class)
                .toCompletableFuture()
                .getNow(null);
    }
}
