package io.github.kashew.benchmarks.strategies;

import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** The members of a filter that one thread asks for, round and round. */
@State(Scope.Thread)
public class Members {

    /** How many members a filter has, which is what it is made for. */
    public static final int CAPACITY = 100_000;

    /** The rate of false positives that a filter is made for. */
    public static final double RATE = 0.01;

    private static final int SIZE = 1024;

    private final String[] members = new String[SIZE];
    private int next;

    /** Makes texts that are equal to those that were added, and not the same. */
    public Members() {
        for (int i = 0; i < SIZE; i++) {
            members[i] = member(i * (CAPACITY / SIZE));
        }
    }

    /** Returns a member. */
    public static String member(int index) {
        return "user-" + (1_000_000 + index);
    }

    /** Returns the next member. */
    public String next() {
        return members[next++ & SIZE - 1];
    }
}
