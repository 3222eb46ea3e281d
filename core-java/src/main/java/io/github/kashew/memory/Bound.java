package io.github.kashew.memory;

/**
 * How much a memory backend holds.
 *
 * @param limit the most entries, or the most bytes
 * @param byWeight whether bytes are meant
 */
record Bound(long limit, boolean byWeight) {

    static Bound entries(long limit) {
        return new Bound(limit, false);
    }

    static Bound weight(long limit) {
        return new Bound(limit, true);
    }
}
