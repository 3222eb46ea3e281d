package io.github.kashew.benchmarks.memory;

import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** The calls of one thread: the ids of all users, round and round. */
@State(Scope.Thread)
public class Ring {

    /** How many users there are. */
    public static final int SIZE = 1024;

    private static final long FIRST = 1_000_000;

    private final String[] keys = new String[SIZE];
    private int next;

    /** Makes keys that are equal to those that were stored, and not the same. */
    public Ring() {
        for (int i = 0; i < SIZE; i++) {
            keys[i] = keyOf(idAt(i));
        }
    }

    /** Returns an id that no cache of small boxed numbers holds. */
    public static long idAt(int index) {
        return FIRST + index;
    }

    /** Returns the key of an id. */
    public static String keyOf(long id) {
        return "user:" + id;
    }

    /** Returns the key of the next call, ready made. */
    public String nextKey() {
        return keys[next++ & SIZE - 1];
    }

    /** Returns the id of the next call. */
    public long nextId() {
        return idAt(next++ & SIZE - 1);
    }
}
