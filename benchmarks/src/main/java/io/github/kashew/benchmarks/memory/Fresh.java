package io.github.kashew.benchmarks.memory;

import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Ids that were never asked for before. */
@State(Scope.Thread)
public class Fresh {

    private long next = 1_000_000_000;

    /** Returns the next one. */
    public long nextId() {
        return next++;
    }
}
