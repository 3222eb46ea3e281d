package io.github.kashew.benchmarks.memory;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;

/** A hit by a value that a template turns into a key, in Java. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class MemPlanJava {

    /** Renders the key and gets the value out of the complete stage. */
    @Benchmark
    public @Nullable User ours(Kashew kashew, Ring ring) {
        long id = ring.nextId();
        return kashew.users
                .get(kashew.users.args(id), () -> Kashew.repository(id))
                .toCompletableFuture()
                .getNow(null);
    }

    /** Concatenates the key and gets the value. */
    @Benchmark
    public @Nullable User floor(ExpiringCaffeine caffeine, Ring ring) {
        return caffeine.cache.getIfPresent(Ring.keyOf(ring.nextId()));
    }
}
