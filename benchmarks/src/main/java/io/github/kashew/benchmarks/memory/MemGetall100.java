package io.github.kashew.benchmarks.memory;

import io.github.kashew.key.Args;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;

/** A hundred hits in one call, for each of them, against as many single calls. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class MemGetall100 {

    /** Binds a hundred ids, gets them, and looks at the map. */
    @Benchmark
    @OperationsPerInvocation(100)
    public int ours(Kashew kashew, Ring ring) {
        List<Args> calls = new ArrayList<>(100);
        for (int i = 0; i < 100; i++) {
            calls.add(kashew.users.args(ring.nextId()));
        }
        Map<Args, User> users = kashew.users
                .getAll(calls, missing -> CompletableFuture.failedFuture(new AssertionError("all are present")))
                .toCompletableFuture()
                .getNow(Map.of());
        if (users.size() != 100) {
            throw new AssertionError("expected 100 users, got " + users.size());
        }
        return users.size();
    }

    /** Gets one. */
    @Benchmark
    public @Nullable User floor(Kashew kashew, Ring ring) {
        return new MemPlanJava().ours(kashew, ring);
    }
}
