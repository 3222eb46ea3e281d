package io.github.kashew.benchmarks.memory;

/** What the rows cache. */
public record User(long id, String name) {

    /** Returns the user of an id. */
    public static User of(long id) {
        return new User(id, "name of " + id);
    }
}
