package io.github.kashew.benchmarks.memory;

import java.util.stream.LongStream;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Users that are there before they are stored. */
@State(Scope.Thread)
public class Users {

    private final User[] users =
            LongStream.range(0, Ring.SIZE).mapToObj(User::of).toArray(User[]::new);
    private int next;

    /** Returns the next one. */
    public User next() {
        return users[next++ & Ring.SIZE - 1];
    }
}
